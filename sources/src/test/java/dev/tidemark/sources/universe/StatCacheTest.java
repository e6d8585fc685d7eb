package dev.tidemark.sources.universe;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidemark.lake.Digest;
import dev.tidemark.lake.work.StopSignal;
import dev.tidemark.sources.files.Zips;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StatCacheTest {
    private static final Instant BASE = Instant.parse("2024-01-01T00:00:00Z");

    @TempDir
    Path folder;

    private Path root;
    private Path file;

    @BeforeEach
    void tree() throws IOException {
        root = Files.createDirectory(folder.resolve("tree"));
        file = folder.resolve("cache/stat.bin");
        write("a.txt", "one", BASE);
        write("b.txt", "two", BASE);
        write("c.txt", "three", BASE);
    }

    private void write(String path, String content, Instant time) throws IOException {
        Trees.touch(Trees.write(root, path, content), time);
    }

    private TreeState state(Instant now) {
        return StatCache.read(file).compare(Trees.scan(root, now));
    }

    private TreeState state() {
        return state(Trees.LATER);
    }

    private static Digest sha(String text) {
        return Digest.of(text.getBytes(StandardCharsets.UTF_8));
    }

    private void hashAll(Instant now) throws IOException {
        TreeState state = state(now);
        for (int i = 0; i < state.scan().files().size(); i++) {
            state.digest(i);
        }
        state.save(Trees.OUT);
    }

    @Test
    void aFirstRunKnowsNothing() throws IOException {
        TreeState first = state();

        assertThat(first.isUnchanged()).isFalse();
        assertThat(first.added()).extracting(TreeFile::path).containsExactly("a.txt", "b.txt", "c.txt");
        assertThat(first.recorded(0)).isEmpty();
        assertThat(first.digest(0)).isEqualTo(sha("one"));
        assertThat(first.save(Trees.OUT)).isTrue();
    }

    @Test
    void anUnchangedTreeIsSeenAsSuchAndTheCacheIsLeftAlone() throws IOException {
        hashAll(Trees.LATER);

        TreeState again = state();

        assertThat(again.isUnchanged()).isTrue();
        assertThat(again.trusted(1)).contains(sha("two"));
        assertThat(again.save(Trees.OUT)).isFalse();
    }

    @Test
    void aTrustedDigestIsNotHashedAgain() throws IOException {
        hashAll(Trees.LATER);
        TreeState again = state();
        Files.delete(root.resolve("a.txt"));

        assertThat(again.digest(0)).isEqualTo(sha("one"));
    }

    @Test
    void whatCameAndWhatWentIsListed() throws IOException {
        hashAll(Trees.LATER);
        Files.move(root.resolve("b.txt"), root.resolve("d.txt"));
        write("aa.txt", "new", BASE);

        TreeState state = state();

        assertThat(state.isUnchanged()).isFalse();
        assertThat(state.added()).extracting(TreeFile::path).containsExactly("aa.txt", "d.txt");
        assertThat(state.removed()).containsExactly("b.txt");
        assertThat(state.suspects()).isEmpty();
        state.save(Trees.OUT);
        assertThat(state().isUnchanged()).isTrue();
    }

    @Test
    void aTouchedFileIsSuspectAndThenFoundUnchanged() throws IOException {
        hashAll(Trees.LATER);
        Trees.touch(root.resolve("b.txt"), BASE.plusNanos(1));

        TreeState state = state();

        assertThat(state.isUnchanged()).isFalse();
        assertThat(state.suspects()).extracting(TreeFile::path).containsExactly("b.txt");
        assertThat(state.trusted(1)).isEmpty();
        assertThat(state.changed(new StopSignal())).isEmpty();
        assertThat(state.save(Trees.OUT)).isTrue();
        assertThat(state().isUnchanged()).isTrue();
    }

    @Test
    void aRewrittenFileOfTheSameSizeIsChanged() throws IOException {
        hashAll(Trees.LATER);
        write("b.txt", "owt", BASE.plusNanos(1));

        TreeState state = state();

        assertThat(state.changed(new StopSignal())).extracting(TreeFile::path).containsExactly("b.txt");
        assertThat(state.recorded(1)).contains(sha("two"));
        assertThat(state.digest(1)).isEqualTo(sha("owt"));
    }

    @Test
    void aFileReplacedByAnotherWithTheSameSizeAndTimeIsChanged() throws IOException {
        hashAll(Trees.LATER);
        write("b.new", "owt", BASE);
        Files.move(root.resolve("b.new"), root.resolve("b.txt"), StandardCopyOption.REPLACE_EXISTING);

        assertThat(state().changed(new StopSignal())).extracting(TreeFile::path).containsExactly("b.txt");
    }

    @Test
    void aSuspectThatIsNotHashedStaysSuspect() throws IOException {
        hashAll(Trees.LATER);
        write("b.txt", "owt", BASE.plusNanos(1));
        state().save(Trees.OUT);

        TreeState state = state();

        assertThat(state.suspects()).extracting(TreeFile::path).containsExactly("b.txt");
        assertThat(state.changed(new StopSignal())).extracting(TreeFile::path).containsExactly("b.txt");
        state.save(Trees.OUT);
        assertThat(state().isUnchanged()).isTrue();
        assertThat(state().recorded(1)).contains(sha("owt"));
    }

    @Test
    void aFileThatWasChangedJustBeforeTheScanIsNotTrustedByItsStat() throws IOException {
        Instant scanned = BASE.plusSeconds(1);
        hashAll(scanned);
        write("b.txt", "owt", BASE);

        TreeState state = state();

        assertThat(state.suspects()).extracting(TreeFile::path).containsExactly("a.txt", "b.txt", "c.txt");
        assertThat(state.changed(new StopSignal())).extracting(TreeFile::path).containsExactly("b.txt");
        state.save(Trees.OUT);
        assertThat(state().isUnchanged()).isTrue();
    }

    @Test
    void theEdgeOfTheRacyWindowBelongsToIt() throws IOException {
        hashAll(BASE.plusSeconds(2));
        assertThat(state().suspects()).hasSize(3);

        hashAll(BASE.plusSeconds(2).plusNanos(1));
        assertThat(state().isUnchanged()).isTrue();
    }

    @Test
    void anotherMachineOrACopyKeepsTheDigests() throws IOException {
        hashAll(Trees.LATER);
        for (String name : List.of("a.txt", "b.txt", "c.txt")) {
            byte[] bytes = Files.readAllBytes(root.resolve(name));
            Files.move(root.resolve(name), folder.resolve(name + ".old"));
            Trees.touch(Files.write(root.resolve(name), bytes), BASE.plusSeconds(9));
        }

        TreeState state = state();

        assertThat(state.suspects()).hasSize(3);
        assertThat(state.changed(new StopSignal())).isEmpty();
    }

    @Test
    void anEntryIsSuspectWhenItsArchiveIsAnotherFile() throws IOException {
        write("z.zip", new String(Zips.of("x.txt", "x", "y.txt", "y"), StandardCharsets.ISO_8859_1), BASE);
        Trees.touch(Trees.write(root, "z.zip", Zips.of("x.txt", "x", "y.txt", "y")), BASE);
        hashAll(Trees.LATER);
        assertThat(state().isUnchanged()).isTrue();
        Trees.touch(Trees.write(root, "z.zip", Zips.of("x.txt", "x", "y.txt", "z")), BASE.plusSeconds(1));

        TreeState state = state();

        assertThat(state.suspects()).extracting(TreeFile::path).containsExactly("z/x.txt", "z/y.txt");
        assertThat(state.changed(new StopSignal())).extracting(TreeFile::path).containsExactly("z/y.txt");
    }

    @Test
    void anEntryWithAnotherChecksumIsSuspectEvenIfTheArchivesStatIsTheSame() throws IOException {
        Trees.touch(Trees.write(root, "z.zip", Zips.of("x.txt", "x", "y.txt", "y")), BASE);
        hashAll(Trees.LATER);
        Trees.touch(Trees.write(root, "z.zip", Zips.of("x.txt", "x", "y.txt", "z")), BASE);

        assertThat(state().suspects()).extracting(TreeFile::path).containsExactly("z/y.txt");
    }

    @Test
    void whatTheCallerReadItselfIsLearnt() throws IOException {
        TreeState state = state();
        state.learn(2, sha("three"));
        state.save(Trees.OUT);

        assertThat(state().trusted(2)).contains(sha("three"));
        assertThat(state().trusted(1)).isEmpty();
    }

    @Test
    void aForgottenCacheKnowsNothingAndIsWrittenAnew() throws IOException {
        hashAll(Trees.LATER);

        TreeState state = StatCache.forgotten(file).compare(Trees.scan(root));

        assertThat(state.added()).hasSize(3);
        assertThat(state.recorded(0)).isEmpty();
    }

    @Test
    void anyFlippedBitIsNoticedAndTheFileRebuilt() throws IOException {
        hashAll(Trees.LATER);
        byte[] good = Files.readAllBytes(file);
        assertThat(StatCache.read(file).warning()).isEmpty();
        for (int i = 0; i < good.length; i++) {
            byte[] bad = good.clone();
            bad[i] ^= (byte) (1 << (i % 8));
            Files.write(file, bad);
            StatCache cache = StatCache.read(file);
            assertThat(cache.warning()).as("byte %d", i).get().asString().contains(file.toString());
            assertThat(cache.compare(Trees.scan(root)).added()).hasSize(3);
        }
        TreeState state = state();
        assertThat(state.save(Trees.OUT)).isTrue();
        assertThat(StatCache.read(file).warning()).isEmpty();
    }

    @Test
    void filesThatAreCutOrLongerOrForeignAreNoCaches() throws IOException {
        hashAll(Trees.LATER);
        byte[] good = Files.readAllBytes(file);
        Random random = new Random(7);
        for (int length = 0; length < good.length; length++) {
            Files.write(file, Arrays.copyOf(good, length));
            assertThat(StatCache.read(file).warning()).as("%d bytes", length).isPresent();
            byte[] noise = new byte[length];
            random.nextBytes(noise);
            Files.write(file, noise);
            assertThat(StatCache.read(file).warning()).isPresent();
        }
        Files.write(file, Arrays.copyOf(good, good.length + 1));
        assertThat(StatCache.read(file).warning()).isPresent();
    }

    @Test
    void aFolderInThePlaceOfTheCacheIsAWarning() throws IOException {
        Files.createDirectories(file);

        assertThat(StatCache.read(file).warning()).get().asString().contains(file.toString());
    }

    @Test
    void anEmptyTreeHasACacheToo() throws IOException {
        Path empty = Files.createDirectory(folder.resolve("empty"));
        TreeState first = StatCache.read(file).compare(Trees.scan(empty));
        assertThat(first.isUnchanged()).isTrue();
        assertThat(first.save(Trees.OUT)).isFalse();
    }
}
