package dev.tidemark.app.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.groups.Tuple.tuple;

import dev.tidemark.lake.ChunkSize;
import dev.tidemark.lake.Compression;
import dev.tidemark.lake.DatasetName;
import dev.tidemark.lake.ErrorCode;
import dev.tidemark.lake.TidemarkException;
import dev.tidemark.lake.TreeMode;
import dev.tidemark.lake.maintain.GcOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class ConfigTest {
    @TempDir
    private Path lake;

    private Config load() {
        return load(Map.of());
    }

    private Config load(Map<String, String> environment, Given... options) {
        return Config.load(Optional.of(lake), environment, List.of(options));
    }

    private void yaml(String text) throws IOException {
        Files.writeString(lake.resolve("tidemark.yaml"), text);
    }

    private void env(String text) throws IOException {
        Files.writeString(lake.resolve(".env"), text);
    }

    private void refuses(String... parts) {
        assertThatThrownBy(this::load)
                .isInstanceOfSatisfying(
                        TidemarkException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.BAD_CONFIG))
                .hasMessageContainingAll(parts);
    }

    @Test
    void defaultsArePinned() {
        Map<String, String> values = load().all().stream().collect(Collectors.toMap(Given::key, Given::text));

        assertThat(values)
                .containsExactlyInAnyOrderEntriesOf(Map.ofEntries(
                        Map.entry("version", "1"),
                        Map.entry("tree", "link"),
                        Map.entry("lock_timeout", "30s"),
                        Map.entry("log_level", "warn"),
                        Map.entry("jobs", "auto"),
                        Map.entry("gc.keep_commits", "100"),
                        Map.entry("gc.keep_derived", "2d"),
                        Map.entry("gc.keep_raw_all", "7d"),
                        Map.entry("gc.keep_raw", "30d"),
                        Map.entry("validation.gate", "error"),
                        Map.entry("validation.min_bars", "0"),
                        Map.entry("universe.stooq", ""),
                        Map.entry("universe.instruments", ""),
                        Map.entry("universe.lse_currency_policy", "broker"),
                        Map.entry("universe.max_gap_days", "-1"),
                        Map.entry("universe.include_empty_prices", "false"),
                        Map.entry("universe.major_units", "false"),
                        Map.entry("universe.zone", "Europe/Warsaw"),
                        Map.entry("universe.metadata_output", "reports/universe/stooq_index.csv"),
                        Map.entry("universe.match_report", "reports/universe/tradeable_matches.csv"),
                        Map.entry("universe.unmatched_report", "reports/universe/tradeable_unmatched.csv"),
                        Map.entry("universe.prices_output", "exports/tradeable_prices"),
                        Map.entry("notify.webhook", ""),
                        Map.entry("notify.command", ""),
                        Map.entry("notify.repeat", "1d"),
                        Map.entry("notify.smtp.host", ""),
                        Map.entry("notify.smtp.port", "587"),
                        Map.entry("notify.smtp.from", ""),
                        Map.entry("notify.smtp.to", ""),
                        Map.entry("notify.smtp.user", ""),
                        Map.entry("notify.smtp.starttls", "true")));
        assertThat(load().all()).allMatch(given -> given.origin().equals("default"));
        assertThat(load().gc()).isEqualTo(GcOptions.DEFAULTS);
        assertThat(load().get(Settings.LOCK_TIMEOUT)).isEqualTo(Duration.ofSeconds(30));
        assertThat(load().jobs()).isEqualTo(Runtime.getRuntime().availableProcessors());
    }

    @Test
    void theTemplateSaysTheDefaults() throws IOException {
        Map<String, String> defaults = load().all().stream().collect(Collectors.toMap(Given::key, Given::text));

        yaml(ConfigTemplate.yaml());

        assertThat(load().all().stream().collect(Collectors.toMap(Given::key, Given::text)))
                .isEqualTo(defaults);
        assertThat(load().all()).allMatch(given -> given.origin().startsWith("tidemark.yaml:"));
    }

    @Test
    void theCommentedExampleOfTheTemplateWorks() throws IOException {
        yaml(ConfigTemplate.yaml().replace("# datasets:", "datasets:").replace("#   \"bars/5m\"", "  \"bars/5m\""));

        assertThat(load().chunkOf(DatasetName.parse("bars/5m"))).contains(ChunkSize.QUARTER);
    }

    @Test
    void readsEveryKey() throws IOException {
        yaml("""
            version: 1
            tree: copy
            lock_timeout: 5m
            log_level: debug
            jobs: 3
            gc:
              keep_commits: 7
              keep_derived: 1d
              keep_raw_all: 36h
              keep_raw: 90d
            datasets:
              "bars/5m": {chunk: quarter}
              ticks/raw:
                chunk: day
            """);
        Config config = load();

        assertThat(config.get(Settings.TREE)).isEqualTo(TreeMode.COPY);
        assertThat(config.get(Settings.LOCK_TIMEOUT)).isEqualTo(Duration.ofMinutes(5));
        assertThat(config.get(Settings.LOG_LEVEL)).isEqualTo(LogLevel.DEBUG);
        assertThat(config.jobs()).isEqualTo(3);
        assertThat(config.gc())
                .isEqualTo(
                        new GcOptions(false, 7, Duration.ofDays(1), Duration.ofHours(36), Duration.ofDays(90), false));
        assertThat(config.chunkOf(DatasetName.parse("bars/5m"))).contains(ChunkSize.QUARTER);
        assertThat(config.chunkOf(DatasetName.parse("ticks/raw"))).contains(ChunkSize.DAY);
        assertThat(config.chunkOf(DatasetName.parse("bars/1d"))).isEmpty();
    }

    @Test
    void readsCompressionByDataset() throws IOException {
        yaml("""
            datasets:
              "bars/5m": {chunk: quarter, compression: snappy}
              ticks/raw:
                compression: zstd:9
            """);
        assertThat(load().compressionOf(DatasetName.parse("bars/5m"))).contains(Compression.SNAPPY);
        assertThat(load().chunkOf(DatasetName.parse("bars/5m"))).contains(ChunkSize.QUARTER);
        assertThat(load().compressionOf(DatasetName.parse("ticks/raw"))).contains(Compression.zstd(9));
        assertThat(load().compressionOf(DatasetName.parse("bars/1d"))).isEmpty();
        yaml("datasets:\n  ticks/raw: {compression: zstd:23}\n");
        refuses("tidemark.yaml:2", "zstd:23", "zstd:19");
        yaml("datasets:\n  ticks/raw: {codec: zstd}\n");
        refuses("tidemark.yaml:2", "unknown key 'codec'", "compression");
        yaml("compression: zstd\n");
        refuses("tidemark.yaml:1", "it is set by dataset");
    }

    @Test
    void readsChannelsOfNotifications() throws IOException {
        yaml("""
            notify:
              webhook: https://hooks.example/T1
              repeat: 6h
              smtp:
                host: mail.example
                starttls: false
            """);
        assertThat(load().get(NotifySettings.WEBHOOK)).isEqualTo("https://hooks.example/T1");
        assertThat(load().get(NotifySettings.REPEAT)).isEqualTo(Duration.ofHours(6));
        assertThat(load().get(NotifySettings.SMTP_HOST)).isEqualTo("mail.example");
        assertThat(load().get(NotifySettings.SMTP_PORT)).isEqualTo(587);
        assertThat(load().get(NotifySettings.SMTP_STARTTLS)).isFalse();
        assertThat(load(Map.of("TIDEMARK_NOTIFY_SMTP_PORT", "25")).get(NotifySettings.SMTP_PORT))
                .isEqualTo(25);
        assertThat(Secrets.redact("notify.webhook", "https://hooks.example/T1")).doesNotContain("T1");
        yaml("notify:\n  smtp: {starttls: yes please}\n");
        refuses("tidemark.yaml:2", "notify.smtp.starttls", "true or false");
        yaml("notify:\n  smtp: mail.example\n");
        refuses("tidemark.yaml:2", "notify.smtp is expected to be keys");
    }

    @Test
    void theNearerOriginWins() throws IOException {
        yaml("version: 1\njobs: 2\nlock_timeout: 10s\nlog_level: info\ngc: {keep_commits: 5}\n");
        env("# mine\nTIDEMARK_JOBS=3\nTIDEMARK_LOCK_TIMEOUT='20s'\nexport TIDEMARK_LOG_LEVEL=error\n");
        Config config = load(
                Map.of("TIDEMARK_JOBS", "4", "TIDEMARK_LOCK_TIMEOUT", "40s", "TIDEMARK_TREE", ""),
                Config.option(Settings.JOBS, "5", "--jobs"));

        assertThat(config.all())
                .extracting(Given::key, Given::text, Given::origin)
                .contains(
                        tuple("jobs", "5", "--jobs"),
                        tuple("lock_timeout", "40s", "env TIDEMARK_LOCK_TIMEOUT"),
                        tuple("log_level", "error", ".env:4"),
                        tuple("gc.keep_commits", "5", "tidemark.yaml:5"),
                        tuple("tree", "link", "default"));
    }

    @Test
    void anUnknownKeyIsRefusedWithItsLineAndASuggestion() throws IOException {
        yaml("version: 1\n\nlock_timout: 3s\n");
        refuses(lake.resolve("tidemark.yaml") + ":3", "unknown key 'lock_timout'", "did you mean lock_timeout?");
    }

    @Test
    void anUnknownKeyOfASectionIsRefusedWithItsLine() throws IOException {
        yaml("version: 1\ngc:\n  keep_commits: 3\n  keep_row: 3d\n");
        refuses("tidemark.yaml:4", "'gc.keep_row'", "gc.keep_raw");
    }

    @Test
    void anUnknownKeyOfADatasetIsRefusedWithItsLine() throws IOException {
        yaml("datasets:\n  bars/1d:\n    chunks: all\n");
        refuses("tidemark.yaml:3", "'chunks'", "did you mean chunk?");
    }

    @Test
    void aDeadKeyIsRefusedWithTheReason() throws IOException {
        yaml("threads: 4\n");
        refuses("tidemark.yaml:1", "there is no key 'threads'", "it is called jobs");
    }

    @Test
    void aBadDatasetNameIsRefusedWithItsLine() throws IOException {
        yaml("datasets:\n  Bars: {chunk: all}\n");
        refuses("tidemark.yaml:2", "'Bars' is no dataset name");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        version: 2        | 'version'      | from 1 to 1
        tree: hardlink    | tree           | link, copy, reflink
        lock_timeout: 30  | lock_timeout   | 500ms, 30s
        lock_timeout: -1s | lock_timeout   | 500ms, 30s
        log_level: loud   | log_level      | off, error, warn, info, debug, trace
        jobs: 0           | jobs           | auto or a whole number from 1 to 256
        jobs: 257         | jobs           | from 1 to 256
        jobs: many        | jobs           | auto
        gc: {keep_commits: 0} | gc.keep_commits | from 1
        gc: 5             | gc             | keys with values
        jobs: [1]         | jobs           | one value
        tree:             | tree           | one value
        just words        | the config     | keys with values
        """)
    void aBadValueIsRefusedWithWhatIsExpected(String line, String key, String expected) throws IOException {
        yaml("# first\n" + line + "\n");
        refuses("tidemark.yaml:2", key, expected);
    }

    @Test
    void aKeyThatStandsTwiceIsRefused() throws IOException {
        yaml("jobs: 1\ntree: copy\njobs: 2\n");
        refuses("tidemark.yaml:3", "twice");
    }

    @Test
    void brokenYamlIsRefusedWithItsLine() throws IOException {
        yaml("version: 1\ntree: [link\njobs: 3\n");
        refuses("tidemark.yaml:3", "no YAML");
    }

    @Test
    void bytesThatAreNoTextAreRefused() throws IOException {
        Files.write(lake.resolve("tidemark.yaml"), new byte[] {'a', (byte) 0xff, (byte) 0xfe});
        refuses("tidemark.yaml:1", "UTF-8");
    }

    @Test
    void anEmptyFileAndEmptySectionsAreTheDefaults() throws IOException {
        yaml("");
        assertThat(load().all()).allMatch(given -> given.origin().equals("default"));
        yaml("# nothing\ngc:\ndatasets:\n");
        assertThat(load().all()).allMatch(given -> given.origin().equals("default"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        TIDEMARK_JBOS=3            | did you mean TIDEMARK_JOBS?
        TIDEMARK_LAKE=/tmp         | found through the lake
        TIDEMARK_VERSION=1         | unknown name
        TIDEMARK_JOBS = 3          | expected NAME=value
        TIDEMARK_LOCK_TIMEOUT=3 s  | put it in quotes
        just words                 | expected NAME=value
        TIDEMARK_JOBS=zero         | auto or a whole number
        """)
    void aBadLineOfTheEnvFileIsRefused(String line, String expected) throws IOException {
        env("# first\n\n" + line + "\n");
        refuses(".env:3", expected);
    }

    @Test
    void aNameThatStandsTwiceInTheEnvFileIsRefused() throws IOException {
        env("TIDEMARK_JOBS=1\nTIDEMARK_JOBS=2\n");
        refuses(".env:2", "TIDEMARK_JOBS stands twice");
    }

    @Test
    void aValueThatMayBeASecretIsNotRepeated() throws IOException {
        env("MY_TOKEN=abc def\n");
        assertThatThrownBy(this::load).message().contains(".env:1", "MY_TOKEN").doesNotContain("abc");
    }

    @Test
    void otherNamesOfTheEnvFileAreLeftAlone() throws IOException {
        env("POLYGON_API_KEY=\"a b#c\"\nTIDEMARK_JOBS=2\n");
        assertThat(load().jobs()).isEqualTo(2);
    }

    @Test
    void aBadEnvironmentVariableIsNamed() {
        assertThatThrownBy(() -> load(Map.of("TIDEMARK_JOBS", "x")))
                .hasMessageContainingAll("env TIDEMARK_JOBS", "'x'", "jobs");
    }

    @Test
    void theSchemaKnowsEveryKeyAndDefault() {
        JsonNode schema = JsonMapper.builder().build().readTree(ConfigTemplate.schema());
        for (Setting<?> setting : Settings.ALL) {
            JsonNode node = schema;
            for (String part : setting.key().split("\\.", -1)) {
                node = node.path("properties").path(part);
            }
            assertThat(node.isObject()).as(setting.key()).isTrue();
            assertThat(node.path("default").asString()).as(setting.key()).isEqualTo(setting.defaultText());
        }
    }

    @Test
    void secretsAreHidden() {
        assertThat(Secrets.redact("provider.api_key", "abc")).isEqualTo("********");
        assertThat(Secrets.redact("TIDEMARK_TOKEN", "abc")).isEqualTo("********");
        assertThat(Secrets.redact("jobs", "3")).isEqualTo("3");
    }

    @Test
    void durationsHaveOneCanonicalText() {
        Quantity<Duration> type = Quantity.duration();
        assertThat(List.of("90s", "2h", "48h", "0s", "1500ms", "60m"))
                .extracting(text -> type.write().apply(type.read().apply(text)))
                .containsExactly("90s", "2h", "2d", "0s", "1500ms", "1h");
    }
}
