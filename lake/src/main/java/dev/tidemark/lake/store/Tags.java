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
import java.util.List;
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
            for (String name : names(store)) {
                tags.put(name, number(store, name));
            }
        } catch (IOException e) {
            throw new TidemarkException(ErrorCode.IO, "cannot list the tags: " + e, e);
        }
        return Collections.unmodifiableSortedMap(tags);
    }

    static List<String> names(LakeStore store) throws IOException {
        return Tree.children(store.layout().tags()).stream()
                .map(file -> file.getFileName().toString())
                .filter(name -> name.endsWith(".json"))
                .map(name -> name.substring(0, name.length() - 5))
                .sorted()
                .toList();
    }

    static long number(LakeStore store, String name) {
        return read(store.files(), file(store, name)).number();
    }

    /// All tags, each compared with the commit that it names: what a damaged tag says must not decide what `gc`
    /// deletes.
    ///
    /// @throws TidemarkException `DAMAGED`, naming the tag
    static SortedMap<String, Long> allChecked(LakeStore store) {
        SortedMap<String, Long> tags = all(store);
        tags.keySet().forEach(name -> check(store, name));
        return tags;
    }

    /// Compares a tag with the commit that it names.
    ///
    /// @throws TidemarkException `DAMAGED`, naming the tag or the commit
    static void check(LakeStore store, String name) {
        Path file = file(store, name);
        Tag tag = read(store.files(), file);
        boolean fits = tag.number() == 0
                ? tag.commit().isEmpty()
                : tag.commit()
                        .equals(store.log().read(tag.number(), true).digest().hex());
        if (!fits) {
            throw new DamagedException(
                    file,
                    file + " does not fit commit " + tag.number()
                            + ", which it names; delete the tag with `tidemark tag --delete " + name
                            + "`, or restore it from a backup",
                    null);
        }
    }

    private static Path file(LakeStore store, String name) {
        return store.layout().tags().resolve(name + ".json");
    }

    /// What a tag says: a number and the SHA-256 of the commit's file, empty for the lake before its first commit.
    private record Tag(long number, String commit) {}

    private static Tag read(FileOps files, Path file) {
        long[] number = {-1};
        String[] commit = new String[1];
        Json.readObject(Json.read(files, file, "the tag"), file, (name, value) -> {
            switch (name) {
                case "commit" -> number[0] = Json.number(value);
                case "sha256" -> commit[0] = Json.text(value);
                default -> Json.unknown(name);
            }
            return true;
        });
        Json.guard(file, () -> Json.expect(number[0] >= 0 && commit[0] != null, "'commit' or 'sha256' is missing"));
        return new Tag(number[0], commit[0]);
    }

    static void add(LakeStore store, WriterFolder tmp, String name, LakeState state) throws IOException {
        if (!NAME.matcher(name).matches()
                || LOOKS_LIKE_ID.matcher(name).matches()
                || name.equals("head")
                || name.equals(".")
                || name.equals("..")) {
            throw new TidemarkException(
                    ErrorCode.USAGE,
                    "'" + name
                            + "' is no tag name; it starts with a letter, holds letters, digits, '_', '.' and '-', and"
                            + " is not 'head' or like a commit's id");
        }
        Path target = file(store, name);
        Long before = all(store).get(name);
        if (before != null && before == state.number()) {
            store.files().syncFolder(store.layout().tags()); // whoever made it may have died before
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
        if (!NAME.matcher(name).matches() || !Files.exists(file(store, name))) { // a damaged one can be deleted too
            throw new TidemarkException(ErrorCode.NOT_FOUND, "there is no tag '" + name + "'");
        }
        store.files().delete(file(store, name));
        store.files().syncFolder(store.layout().tags());
    }
}
