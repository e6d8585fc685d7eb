package dev.tidemark.app;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import java.io.IOException;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import javax.tools.JavaCompiler;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Derived numbers have the same bits on every machine and with any number of threads: what rounds differently here and
/// there is not called.
class ArithmeticTest {
    private static final Set<String> INEXACT_MATH = Set.of(
            "acos", "asin", "atan", "atan2", "cbrt", "cos", "cosh", "exp", "expm1", "hypot", "log", "log10", "log1p",
            "pow", "sin", "sinh", "tan", "tanh");
    private static final Set<String> INEXACT_COLLECTORS = Set.of(
            "summingDouble", "averagingDouble", "averagingInt", "averagingLong", "summarizingDouble", "reducing");
    private static final Set<String> INEXACT_SUMS = Set.of("sum", "average", "summaryStatistics");
    private static final Set<String> PARALLEL = Set.of("parallel", "parallelStream", "parallelPrefix");

    private static final ArchRule SAME_ON_EVERY_MACHINE = noClasses()
            .should()
            .accessTargetWhere(DescribedPredicate.<JavaAccess<?>>describe(
                    "is one of Math." + INEXACT_MATH.stream().sorted().collect(joining(", ")),
                    access -> access.getTargetOwner().isEquivalentTo(Math.class)
                            && INEXACT_MATH.contains(access.getTarget().getName())))
            .orShould()
            .dependOnClassesThat()
            .resideInAPackage("jdk.incubator.vector..")
            .because("StrictMath has the same bits on every machine, Math and vector reductions have not");

    private static final ArchRule IN_ROW_ORDER = noClasses()
            .that(resideInAPackage("dev.tidemark.market..")
                    .or(resideInAPackage("dev.tidemark.build.."))
                    .or(resideInAPackage("dev.tidemark.recipes..")))
            .should()
            .accessTargetWhere(
                    DescribedPredicate.<JavaAccess<?>>describe("reduces in another order", ArithmeticTest::reorders))
            .because("numbers are added in row order by a loop; a stream adds with compensation, or in parts");

    private static final JavaClasses PRODUCT = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("dev.tidemark");

    @TempDir
    Path folder;

    private static boolean reorders(JavaAccess<?> access) {
        String name = access.getTarget().getName();
        return switch (access.getTargetOwner().getName()) {
            case "java.util.stream.Collectors" -> INEXACT_COLLECTORS.contains(name);
            case "java.util.stream.DoubleStream" ->
                INEXACT_SUMS.contains(name) || name.equals("reduce") || PARALLEL.contains(name);
            case "java.util.stream.Stream" -> name.equals("reduce") || PARALLEL.contains(name);
            default -> access.getTargetOwner().getPackageName().startsWith("java.util") && PARALLEL.contains(name);
        };
    }

    @Test
    void theProductKeepsTheRules() {
        SAME_ON_EVERY_MACHINE.check(PRODUCT);
        IN_ROW_ORDER.check(PRODUCT);
    }

    @ParameterizedTest
    @ValueSource(strings = {"market.factor.FactorSet", "build.Build", "recipes.RecipeCatalogue", "query.Query"})
    void everyModuleIsLookedAt(String name) {
        assertThat(PRODUCT.contain("dev.tidemark." + name)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "return Math.exp(values[0]);",
                "return Math.pow(values[0], 2);",
                "java.util.function.DoubleUnaryOperator f = Math::tanh; return f.applyAsDouble(values[0]);",
                "return jdk.incubator.vector.DoubleVector.SPECIES_128.length();",
            })
    void whatDiffersBetweenMachinesIsFound(String body) throws IOException {
        assertThat(SAME_ON_EVERY_MACHINE.evaluate(planted(body)).hasViolation()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "return Arrays.stream(values).sum();",
                "return Arrays.stream(values).average().orElseThrow();",
                "return Arrays.stream(values).summaryStatistics().getSum();",
                "return Arrays.stream(values).reduce(0, Double::sum);",
                "return Arrays.stream(values).boxed().reduce(0.0, Double::sum);",
                "return Arrays.stream(values).boxed().collect(Collectors.summingDouble(v -> v));",
                "return Arrays.stream(values).boxed().collect(Collectors.averagingDouble(v -> v));",
                "return Arrays.stream(values).boxed().collect(Collectors.reducing(0.0, Double::sum));",
                "return Arrays.stream(values).parallel().max().orElseThrow();",
                "return List.of(1, 2).parallelStream().findAny().orElseThrow();",
                "Arrays.parallelPrefix(values, Double::sum); return values[0];",
                "java.util.function.ToDoubleFunction<DoubleStream> f = DoubleStream::sum;"
                        + " return f.applyAsDouble(Arrays.stream(values));",
            })
    void reductionsInAnotherOrderAreFound(String body) throws IOException {
        assertThat(IN_ROW_ORDER.evaluate(planted(body)).hasViolation()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "double sum = 0; for (double value : values) { sum += value; } return sum;",
                "return StrictMath.exp(values[0]) + Math.sqrt(values[0]) + Math.fma(1, 2, 3);",
                "return List.of(1, 2).stream().mapToLong(v -> v).sum();",
            })
    void whatIsTheSameEverywhereIsAllowed(String body) throws IOException {
        assertThat(SAME_ON_EVERY_MACHINE.evaluate(planted(body)).hasViolation()).isFalse();
        assertThat(IN_ROW_ORDER.evaluate(planted(body)).hasViolation()).isFalse();
    }

    /// A class of `market` with a method of this body.
    private JavaClasses planted(String body) throws IOException {
        Path source = Files.writeString(folder.resolve("Planted.java"), """
            package dev.tidemark.market;
            import java.util.*;
            import java.util.stream.*;
            class Planted {
                static double of(double[] values) { %s }
            }
            """.formatted(body));
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        StringWriter messages = new StringWriter();
        List<String> options = List.of("--add-modules", "jdk.incubator.vector", "-d", folder.toString());
        try (var files = compiler.getStandardFileManager(null, null, null)) {
            boolean isCompiled = compiler.getTask(
                            messages, files, null, options, null, files.getJavaFileObjects(source))
                    .call();
            assertThat(isCompiled).as(messages.toString()).isTrue();
        }
        return new ClassFileImporter().importPath(folder);
    }
}
