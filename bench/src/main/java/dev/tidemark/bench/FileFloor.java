package dev.tidemark.bench;

import dev.tidemark.lake.io.FileOps;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/// What the disk costs: reads each source, and for each creates the files that a series of a lake consists of (object,
/// manifest,
/// link in the tree, two files beside it), of about the same size, made durable together.
final class FileFloor {
    private static final int OBJECT_BYTES = 2_600;
    private static final int MANIFEST_BYTES = 1_500;
    private static final int BESIDE_BYTES = 700;
    private static final int SUMS_BYTES = 80;

    private FileFloor() {}

    public static void main(String[] arguments) throws IOException {
        Path source = Path.of(arguments[0]);
        Path target = Path.of(arguments[1]);
        List<Path> files;
        try (Stream<Path> all = Files.walk(source)) {
            files = all.filter(p -> p.toString().endsWith(".txt")).sorted().toList();
        }
        Path tmp = Files.createDirectories(target.resolve("tmp"));
        List<Path> made = new ArrayList<>();
        long read = 0;
        for (int i = 0; i < files.size(); i++) {
            read += Files.readAllBytes(files.get(i)).length;
            made.add(Files.write(tmp.resolve("o" + i), new byte[OBJECT_BYTES]));
            made.add(Files.write(tmp.resolve("m" + i), new byte[MANIFEST_BYTES]));
        }
        FileOps disk = FileOps.system();
        disk.syncAll(made, List.of());
        for (int i = 0; i < files.size(); i++) {
            Path object =
                    Files.createDirectories(target.resolve("objects/" + i)).resolve("object");
            Path tree = Files.createDirectories(target.resolve("data/" + i));
            Path manifests = Files.createDirectories(target.resolve("manifests/" + i % 256));
            Files.move(tmp.resolve("o" + i), object);
            Files.move(tmp.resolve("m" + i), manifests.resolve("m" + i));
            Files.createLink(tree.resolve("part"), object);
            Files.write(tree.resolve("manifest"), new byte[BESIDE_BYTES]);
            Files.write(tree.resolve("sums"), new byte[SUMS_BYTES]);
        }
        List<Path> folders = new ArrayList<>();
        for (int i = 0; i < 100; i++) {
            folders.add(target);
        }
        disk.syncAll(List.of(), folders);
        System.out.println(read + " bytes read");
    }
}
