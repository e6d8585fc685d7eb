package dev.tidemark.app.config;

import dev.tidemark.app.console.Typo;
import dev.tidemark.lake.ErrorCode;
import dev.tidemark.lake.TidemarkException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.Tag;

/// Reads `tidemark.yaml` into keys with their lines. Not thread-safe.
final class ConfigFile {
    /// The name of the config in a lake's folder.
    static final String NAME = "tidemark.yaml";

    private static final String DATASETS = "datasets";
    private static final List<String> OF_DATASET = List.of("chunk", "compression");

    private final Path file;
    private final List<Given> entries = new ArrayList<>();
    private final Set<String> seen = new LinkedHashSet<>();

    private ConfigFile(Path file) {
        this.file = file;
    }

    /// @throws TidemarkException `BAD_CONFIG` with file and line, when the text is no YAML, or holds an unknown key
    static List<Given> parse(Path file, String text) {
        ConfigFile config = new ConfigFile(file);
        config.read(text);
        return List.copyOf(config.entries);
    }

    private void read(String text) {
        try {
            LoadSettings settings =
                    LoadSettings.builder().setLabel(file.toString()).build();
            new Compose(settings).composeString(text).ifPresent(this::root);
        } catch (MarkedYamlEngineException e) {
            int line = e.getProblemMark().map(mark -> mark.getLine() + 1).orElse(1);
            throw fault(line, "this is no YAML: " + e.getProblem(), e);
        } catch (YamlEngineException e) {
            throw fault(1, "this is no YAML: " + e.getMessage(), e);
        }
    }

    private void root(Node node) {
        if (isNothing(node)) {
            return;
        }
        for (NodeTuple entry : mapping(node, "the config").getValue()) {
            String key = name(entry);
            switch (key) {
                case DATASETS -> datasets(entry.getValueNode());
                case RuleOverrides.VALIDATION, RuleOverrides.ANOMALIES -> rules(key, entry.getValueNode());
                case UniverseSettings.SECTION -> universe(entry.getValueNode());
                default -> setting("", key, entry);
            }
        }
    }

    /// Settings, and words of the user's own for exchanges.
    private void universe(Node node) {
        if (isNothing(node)) {
            return;
        }
        for (NodeTuple entry : mapping(node, UniverseSettings.SECTION).getValue()) {
            String name = UniverseSettings.SECTION + "." + name(entry);
            if (UniverseSettings.TABLES.contains(name)) {
                for (NodeTuple one : mapping(entry.getValueNode(), name).getValue()) {
                    add(name + "[" + name(one) + "]", one);
                }
            } else {
                setting(UniverseSettings.SECTION + ".", name(entry), entry);
            }
        }
    }

    private void section(String name, Node node) {
        if (isNothing(node)) {
            return;
        }
        for (NodeTuple entry : mapping(node, name).getValue()) {
            setting(name + ".", name(entry), entry);
        }
    }

    /// Rules for all series, and for some: keys and values are checked by those who know the rules.
    private void rules(String section, Node node) {
        if (isNothing(node)) {
            return;
        }
        for (NodeTuple entry : mapping(node, section).getValue()) {
            String name = name(entry);
            if (name.equals(RuleOverrides.RULES)) {
                overrides(section + "." + name, entry.getValueNode());
            } else if (RuleOverrides.GROUPS.contains(name)) {
                for (NodeTuple one :
                        mapping(entry.getValueNode(), section + "." + name).getValue()) {
                    overrides(section + "." + name + "[" + name(one) + "]", one.getValueNode());
                }
            } else {
                setting(section + ".", name, entry);
            }
        }
    }

    private void overrides(String prefix, Node node) {
        for (NodeTuple entry : mapping(node, prefix).getValue()) {
            add(prefix + "." + name(entry), entry);
        }
    }

    private void setting(String prefix, String name, NodeTuple entry) {
        String key = prefix + name;
        if (Settings.isSection(key)) {
            section(key, entry.getValueNode());
        } else if (Settings.find(key).isEmpty()) {
            throw unknown(entry, key);
        } else {
            add(key, entry);
        }
    }

    private void datasets(Node node) {
        if (isNothing(node)) {
            return;
        }
        for (NodeTuple dataset : mapping(node, DATASETS).getValue()) {
            String name = name(dataset);
            for (NodeTuple entry :
                    mapping(dataset.getValueNode(), "dataset '" + name + "'").getValue()) {
                if (!OF_DATASET.contains(name(entry))) {
                    throw fault(line(entry.getKeyNode()), unknownText(name(entry), OF_DATASET), null);
                }
                add(DATASETS + "." + name + "." + name(entry), entry);
            }
        }
    }

    private void add(String key, NodeTuple entry) {
        int line = line(entry.getKeyNode());
        if (!seen.add(key)) {
            throw fault(line, "key '" + key + "' stands twice", null);
        }
        if (!(entry.getValueNode() instanceof ScalarNode value) || isNothing(value)) {
            throw fault(line, "key '" + key + "' needs one value", null);
        }
        entries.add(new Given(key, value.getValue(), file.getFileName() + ":" + line, file + ":" + line));
    }

    private TidemarkException unknown(NodeTuple entry, String key) {
        String reason = Settings.DEAD.get(key);
        List<String> known =
                new ArrayList<>(Settings.ALL.stream().map(Setting::key).toList());
        known.add(DATASETS);
        known.addAll(UniverseSettings.TABLES);
        for (String section : List.of(RuleOverrides.VALIDATION, RuleOverrides.ANOMALIES)) {
            known.add(section + "." + RuleOverrides.RULES);
            RuleOverrides.GROUPS.forEach(group -> known.add(section + "." + group));
        }
        String text = reason != null ? "there is no key '" + key + "': " + reason : unknownText(key, known);
        return fault(line(entry.getKeyNode()), text, null);
    }

    private static String unknownText(String key, Collection<String> known) {
        String hint = Typo.hint(key, known);
        return "unknown key '" + key + "'" + (hint.isEmpty() ? "; known are " + String.join(", ", known) : hint);
    }

    private MappingNode mapping(Node node, String what) {
        if (node instanceof MappingNode mapping) {
            return mapping;
        }
        throw fault(line(node), what + " is expected to be keys with values", null);
    }

    private String name(NodeTuple entry) {
        if (entry.getKeyNode() instanceof ScalarNode name) {
            return name.getValue();
        }
        throw fault(line(entry.getKeyNode()), "a key is expected to be a word", null);
    }

    private static boolean isNothing(Node node) {
        return node.getTag().equals(Tag.NULL);
    }

    private static int line(Node node) {
        return node.getStartMark().map(mark -> mark.getLine() + 1).orElse(1);
    }

    private TidemarkException fault(int line, String message, @Nullable Throwable cause) {
        return new TidemarkException(ErrorCode.BAD_CONFIG, file + ":" + line + ": " + message, cause);
    }
}
