package dev.tidemark.lake.store;

import dev.tidemark.lake.Digest;
import dev.tidemark.lake.ErrorCode;
import dev.tidemark.lake.TidemarkException;
import dev.tidemark.lake.io.FileOps;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;

/// Tags: one small file each, made in full and then linked, so that a name is given once.
final class Tags {
    /// Not only digits, not a date, not an id, not `head`: a word must mean one thing.
    private static final Pattern NAME = Pattern.compile("[A-Za-z_][A-Za-z0-9_.-]{0,99}");

    private static final Pattern LOOKS_LIKE_ID = Pattern.compile("c[0-9a-f]{5,15}");

    private Tags() {}

    static SortedMap<String, Long> all(LakeStore store) {
        SortedMap<String, Long> tags = new TreeMap<>();
        try {
            for (Path file : Tree.children(store.layout().tags())) {
                String name = file.getFileName().toString();
                if (name.endsWith(".json")) {
                    tags.put(name.substring(0, name.length() - 5), read(store.files(), file));
                }
            }
        } catch (IOException e) {
            throw new TidemarkException(ErrorCode.IO, "cannot list the tags: " + e, e);
        }
        return Collections.unmodifiableSortedMap(tags);
    }

    private static long read(FileOps files, Path file) {
        long[] number = {-1};
        Json.readObject(Json.read(files, file, "the tag"), file, (name, value) -> {
            switch (name) {
                case "commit" -> number[0] = Json.number(value);
                case "sha256" -> Json.text(value);
                default -> Json.unknown(name);
            }
            return true;
        });
        Json.guard(file, () -> Json.expect(number[0] >= 0, "'commit' is missing"));
        return number[0];
    }

    static void add(LakeStore store, WriterFolder tmp, String name, LakeState state) throws IOException {
        if (!NAME.matcher(name).matches()
                || LOOKS_LIKE_ID.matcher(name).matches()
                || name.equals("head")
                || name.equals(".")
                || name.equals("..")) {
            throw new TidemarkException(
                    ErrorCode.USAGE,
                    "'" + name + "' is no tag name; it starts with a letter, holds letters, digits, '_', '.' and '-', and is not"
                            + " 'head' or like a commit's id");
        }
        Path target = store.layout().tags().resolve(name + ".json");
        Long before = all(store).get(name);
        if (before != null && before == state.number()) {
            return;
        }
        byte[] bytes = Json.bytes(out -> {
            out.writeStartObject();
            out.writeNumberProperty("commit", state.number());
            out.writeStringProperty("sha256", state.digest().map(Digest::hex).orElse(""));
            out.writeEndObject();
        });
        Path draft = tmp.fresh();
        store.files().create(draft, ByteBuffer.wrap(bytes));
        store.files().sync(draft);
        place(store, draft, target, name);
        store.files().syncFolder(store.layout().tags());
    }

    private static void place(LakeStore store, Path draft, Path target, String name) throws IOException {
        try {
            store.files().link(target, draft);
        } catch (FileAlreadyExistsException e) {
            throw new TidemarkException(
                    ErrorCode.USAGE,
                    "tag '" + name + "' stands for commit " + all(store).get(name)
                            + " already; delete it first with `tidemark tag --delete " + name + "`",
                    e);
        } catch (UnsupportedOperationException | FileSystemException e) {
            if (Files.exists(target)) {
                throw e;
            }
            store.files().rename(draft, target);
        }
    }

    static void delete(LakeStore store, String name) throws IOException {
        if (!all(store).containsKey(name)) {
            throw new TidemarkException(ErrorCode.NOT_FOUND, "there is no tag '" + name + "'");
        }
        store.files().delete(store.layout().tags().resolve(name + ".json"));
        store.files().syncFolder(store.layout().tags());
    }
}
