package dev.tidemark.app.console;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;

/// A standard stream that says when its reader has gone; a [java.io.PrintStream] alone would go on in silence.
final class StandardStream extends OutputStream {
    private final FileOutputStream target;

    StandardStream(FileDescriptor descriptor) {
        target = new FileOutputStream(descriptor);
    }

    @Override
    public void write(int b) {
        write(new byte[] {(byte) b}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) {
        try {
            target.write(bytes, offset, length);
        } catch (IOException e) {
            throw new ReaderGone(e);
        }
    }
}
