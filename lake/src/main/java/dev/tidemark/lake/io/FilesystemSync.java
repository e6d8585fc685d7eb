package dev.tidemark.lake.io;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SymbolLookup;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.nio.file.Path;
import java.util.Optional;

/// `syncfs(2)`: makes everything written to one filesystem durable by one call. Linux only; elsewhere [#trySync] says
/// no.
final class FilesystemSync {
    private static final int READ_ONLY = 0;

    private final MethodHandle open;
    private final MethodHandle syncfs;
    private final MethodHandle close;

    private FilesystemSync(MethodHandle open, MethodHandle syncfs, MethodHandle close) {
        this.open = open;
        this.syncfs = syncfs;
        this.close = close;
    }

    /// @return whether the filesystem of `folder` was synced; false when this platform has no such call
    /// @throws IOException when the call itself failed: what was written may not be durable
    static boolean trySync(Path folder) throws IOException {
        Optional<FilesystemSync> calls = Holder.CALLS;
        if (calls.isEmpty()) {
            return false;
        }
        calls.get().sync(folder);
        return true;
    }

    private void sync(Path folder) throws IOException {
        try (Arena arena = Arena.ofConfined()) {
            int descriptor = (int) open.invokeExact(arena.allocateFrom(folder.toString()), READ_ONLY);
            if (descriptor < 0) {
                throw new IOException("cannot open " + folder + " to sync its filesystem");
            }
            int result = (int) syncfs.invokeExact(descriptor);
            int closed = (int) close.invokeExact(descriptor);
            if (result != 0 || closed != 0) {
                throw new IOException("syncfs failed on the filesystem of " + folder);
            }
        } catch (IOException | RuntimeException | Error e) {
            throw e;
        } catch (Throwable e) {
            throw new IOException("syncfs failed on the filesystem of " + folder, e);
        }
    }

    @SuppressWarnings("restricted") // the product runs with --enable-native-access
    private static Optional<FilesystemSync> link() {
        Linker linker = Linker.nativeLinker();
        SymbolLookup symbols = linker.defaultLookup();
        Optional<MemorySegment> syncfs = symbols.find("syncfs");
        Optional<MemorySegment> open = symbols.find("open");
        Optional<MemorySegment> close = symbols.find("close");
        if (syncfs.isEmpty() || open.isEmpty() || close.isEmpty()) {
            return Optional.empty();
        }
        FunctionDescriptor intToInt = FunctionDescriptor.of(ValueLayout.JAVA_INT, ValueLayout.JAVA_INT);
        return Optional.of(new FilesystemSync(
                linker.downcallHandle(
                        open.get(),
                        FunctionDescriptor.of(ValueLayout.JAVA_INT, ValueLayout.ADDRESS, ValueLayout.JAVA_INT),
                        Linker.Option.firstVariadicArg(2)),
                linker.downcallHandle(syncfs.get(), intToInt),
                linker.downcallHandle(close.get(), intToInt)));
    }

    private static final class Holder {
        static final Optional<FilesystemSync> CALLS = link();
    }
}
