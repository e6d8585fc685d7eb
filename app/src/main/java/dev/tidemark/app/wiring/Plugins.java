package dev.tidemark.app.wiring;

import dev.tidemark.build.RecipeSource;
import dev.tidemark.lake.Digest;
import dev.tidemark.market.factor.Factor;
import dev.tidemark.market.factor.FactorSource;
import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;
import java.util.TreeMap;
import java.util.jar.JarFile;
import java.util.stream.Stream;

/// The classes of a lake's `plugins/*.jar`: recipes and factors. Each jar has a class loader of its own, which lives as
/// long as the process.
///
/// A jar runs with the user's rights. Only commands that plan or build load one.
final class Plugins {
    /// A source of recipes, and the digest of the jar that it comes from.
    record Recipes(Path jar, String digest, RecipeSource source) {}

    /// A factor, and the digest of the jar that it comes from.
    private record PluginFactor(Factor factor, String digest) {}

    private final List<Recipes> recipes = new ArrayList<>();
    private final List<PluginFactor> factors = new ArrayList<>();
    private final List<String> problems = new ArrayList<>();

    private Plugins() {}

    /// Loads all jars of a folder; one that does not exist has none.
    static Plugins load(Path folder) {
        Plugins plugins = new Plugins();
        if (Files.isDirectory(folder)) {
            try (Stream<Path> files = Files.list(folder)) {
                files.filter(file -> file.getFileName().toString().endsWith(".jar"))
                        .sorted()
                        .forEach(plugins::loadJar);
            } catch (IOException e) {
                plugins.problems.add("plugins: cannot be read: " + e);
            }
        }
        return plugins;
    }

    private void loadJar(Path jar) {
        try {
            new JarFile(jar.toFile()).close(); // a class loader passes over what is no jar
            String digest = Digest.of(Files.readAllBytes(jar)).shortHex();
            // not closed: its classes are used until the process ends
            URLClassLoader loader = new URLClassLoader(new URL[] {jar.toUri().toURL()}, Plugins.class.getClassLoader());
            int before = recipes.size() + factors.size();
            ServiceLoader.load(RecipeSource.class, loader)
                    .forEach(source -> recipes.add(new Recipes(jar, digest, source)));
            for (FactorSource source : ServiceLoader.load(FactorSource.class, loader)) {
                source.factors().forEach(factor -> factors.add(new PluginFactor(factor, digest)));
            }
            if (recipes.size() + factors.size() == before) {
                problems.add(name(jar) + ": names no recipe and no factor in META-INF/services");
            }
        } catch (IOException | ServiceConfigurationError | LinkageError | RuntimeException e) {
            problems.add(name(jar) + ": cannot be loaded: " + e);
        }
    }

    static String name(Path jar) {
        return "plugins/" + jar.getFileName();
    }

    List<Recipes> recipes() {
        return recipes;
    }

    FactorSource factors() {
        return () -> factors.stream().map(PluginFactor::factor).toList();
    }

    /// Digests of the jars of factors, by the factors' names.
    Map<String, String> revisions() {
        Map<String, String> revisions = new TreeMap<>();
        factors.forEach(factor -> revisions.put(factor.factor().name(), factor.digest()));
        return revisions;
    }

    List<String> problems() {
        return problems;
    }
}
