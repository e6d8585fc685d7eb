package dev.tidemark.app;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.belongToAnyOf;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideOutsideOfPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// The map of the modules and its guard: who may know whom.
class LayeringTest {
    private static final String ROOT = "dev.tidemark.";

    private static final JavaClasses PRODUCT = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .withImportOption(location -> !location.contains("-tests.jar")) // of a module whose tests another one uses
            .importPackages("dev.tidemark");

    private static final List<Module> MODULES = List.of(
            module("market"),
            module("lake"),
            module("sources", "lake", "market"),
            module("query", "build", "lake"),
            module("build", "lake"),
            module("recipes", "build", "lake", "market"),
            module("testkit", "lake", "market"),
            module("app", "market", "lake", "sources", "query", "build", "recipes"));

    /// A module and the other modules that it may know.
    record Module(String name, List<String> known) {
        String[] allowed() {
            return Stream.concat(Stream.of(name), known.stream())
                    .map(LayeringTest::tree)
                    .toArray(String[]::new);
        }

        @Override
        public String toString() {
            return name + " knows " + (known.isEmpty() ? "nobody" : String.join(", ", known));
        }
    }

    static List<Module> modules() {
        return MODULES;
    }

    private static Module module(String name, String... known) {
        return new Module(name, List.of(known));
    }

    private static String tree(String module) {
        return ROOT + module + "..";
    }

    @Test
    void theProductIsOnTheClassPath() {
        assertThat(PRODUCT.contain(ROOT + "app.Main")).isTrue();
    }

    @ParameterizedTest
    @MethodSource("modules")
    void aModuleKnowsOnlyThoseBelowIt(Module module) {
        check(classes()
                .that()
                .resideInAPackage(tree(module.name()))
                .should()
                .onlyDependOnClassesThat(resideOutsideOfPackage(ROOT + ".").or(resideInAnyPackage(module.allowed())))
                .as(module.toString()));
    }

    @Test
    void everyPackageBelongsToAModule() {
        check(classes()
                .should()
                .resideInAnyPackage(
                        MODULES.stream().map(module -> tree(module.name())).toArray(String[]::new))
                .because("a new module needs its row in this table"));
    }

    @Test
    void marketIsTheJdkAndJSpecify() {
        check(classes()
                .that()
                .resideInAPackage(tree("market"))
                .should()
                .onlyDependOnClassesThat(resideInAnyPackage(tree("market"), "java..", "org.jspecify.annotations.."))
                .because("the meaning of market data depends on no library"));
    }

    /// Tables of market facts come as text from a class-path resource or from a reader that the caller opened; nothing
    /// else of `java.io` is needed.
    @Test
    void marketTouchesNoFileClockOrNetwork() {
        check(noClasses()
                .that()
                .resideInAPackage(tree("market"))
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("java.net..", "java.nio.file..", "java.sql..")
                .orShould()
                .dependOnClassesThat(resideInAnyPackage("java.io..")
                        .and(DescribedPredicate.not(belongToAnyOf(
                                BufferedReader.class,
                                IOException.class,
                                InputStream.class,
                                InputStreamReader.class,
                                Reader.class,
                                UncheckedIOException.class))))
                .orShould()
                .dependOnClassesThat()
                .haveFullyQualifiedName("java.time.Clock")
                .because("market holds pure functions over columns"));
    }

    @Test
    void nobodyUsesTheJdkLogger() {
        check(noClasses()
                .should()
                .dependOnClassesThat()
                .resideInAPackage("java.util.logging..")
                .because("we log by SLF4J"));
    }

    @Test
    void onlyTheAppTalksToTheTerminal() {
        check(noClasses()
                .that()
                .resideOutsideOfPackage(tree("app"))
                .should()
                .accessField(System.class, "out")
                .orShould()
                .accessField(System.class, "err")
                .because("a library's answers are values"));
    }

    /// A module that has no classes yet breaks no rule.
    private static void check(ArchRule rule) {
        rule.allowEmptyShould(true).check(PRODUCT);
    }
}
