import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassFile.StackMapsOption;
import java.lang.classfile.ClassHierarchyResolver;
import java.lang.classfile.ClassHierarchyResolver.ClassHierarchyInfo;
import java.lang.classfile.ClassModel;
import java.lang.classfile.ClassTransform;
import java.lang.classfile.CodeTransform;
import java.lang.constant.ClassDesc;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Collections;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;

/// Usage: `java CurrentClassFiles.java JAR …`
///
/// Raises the class files of jars that were compiled for Java 5 to the version of Java 8, with the stack maps that it
/// asks for. The JVM takes older ones into no start-up cache, nor the lambdas and proxies that name them, and checks
/// them with
/// its slow verifier: of a command line parser that is a tenth of a second of each start. The code stays as it is.
final class CurrentClassFiles {
    private static final int OLD_BELOW = ClassFile.JAVA_6_VERSION;

    private static final int NEW_VERSION = ClassFile.JAVA_8_VERSION;

    private CurrentClassFiles() {}

    public static void main(String[] jars) throws IOException {
        for (String jar : jars) {
            Path file = Path.of(jar);
            Path draft = file.resolveSibling(file.getFileName() + ".draft");
            try {
                if (rewrite(file, draft) > 0) {
                    Files.move(draft, file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
                }
            } finally {
                Files.deleteIfExists(draft);
            }
        }
    }

    /// @return how many classes were old
    private static int rewrite(Path from, Path to) throws IOException {
        int raised = 0;
        try (ZipFile jar = new ZipFile(from.toFile());
                OutputStream out = Files.newOutputStream(to);
                ZipOutputStream copy = new ZipOutputStream(out)) {
            ClassFile classes = ClassFile.of(
                    StackMapsOption.GENERATE_STACK_MAPS, ClassFile.ClassHierarchyResolverOption.of(hierarchy(jar)));
            for (ZipEntry entry : Collections.list(jar.entries())) {
                byte[] bytes = read(jar, entry);
                if (entry.getName().endsWith(".class")) {
                    ClassModel model = classes.parse(bytes);
                    if (model.majorVersion() < OLD_BELOW) {
                        bytes = raised(classes, model);
                        raised++;
                    }
                }
                ZipEntry written = new ZipEntry(entry.getName());
                written.setLastModifiedTime(entry.getLastModifiedTime());
                copy.putNextEntry(written);
                copy.write(bytes);
                copy.closeEntry();
            }
        }
        return raised;
    }

    private static byte[] raised(ClassFile classes, ClassModel model) {
        byte[] bytes = classes.transformClass(
                model,
                ClassTransform.transformingMethodBodies(CodeTransform.ACCEPT_ALL)
                        .andThen(ClassTransform.endHandler(builder -> builder.withVersion(NEW_VERSION, 0))));
        List<VerifyError> errors = classes.verify(bytes);
        if (!errors.isEmpty()) {
            throw errors.getFirst();
        }
        return bytes;
    }

    private static byte[] read(ZipFile jar, ZipEntry entry) throws IOException {
        try (InputStream in = jar.getInputStream(entry)) {
            return in.readAllBytes();
        }
    }

    /// Classes of the jar by their files, all others as this JVM knows them; one that neither knows (an optional
    /// dependency) is taken for a class below `Object`.
    private static ClassHierarchyResolver hierarchy(ZipFile jar) {
        ClassHierarchyResolver inJar = ClassHierarchyResolver.ofResourceParsing(name -> stream(jar, name))
                .cached();
        return inJar.orElse(ClassHierarchyResolver.defaultResolver())
                .orElse(name -> ClassHierarchyInfo.ofClass(ClassDesc.of("java.lang.Object")));
    }

    private static InputStream stream(ZipFile jar, ClassDesc name) {
        String descriptor = name.descriptorString();
        ZipEntry entry = jar.getEntry(descriptor.substring(1, descriptor.length() - 1) + ".class");
        try {
            return entry == null ? null : jar.getInputStream(entry);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
