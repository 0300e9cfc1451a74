import java.io.File;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.codehaus.mojo.animal_sniffer.SignatureChecker;
import org.codehaus.mojo.animal_sniffer.logging.Logger;

/**
 * Lists what jars use beyond a framework's public surface: {@code PublicSurface SIGNATURE JAR...}. Framework jars
 * hold hidden API too, which compiles and then fails on a phone; a signature holds what is promised.
 */
public final class PublicSurface {
    /** What comes with the APK, and what only tools read. */
    private static final Set<String> OWN =
            Set.of("app.baohao.*", "kotlin.*", "com.sun.jna.*", "org.jetbrains.annotations.*");

    /** Marks code that asks for the API level itself before it uses newer API. */
    private static final Set<String> EXEMPT = Set.of("app.baohao.levels.NewerApi");

    public static void main(String[] args) throws Exception {
        try (InputStream signature = Files.newInputStream(Path.of(args[0]))) {
            SignatureChecker checker = new SignatureChecker(signature, OWN, new Lines());
            checker.setAnnotationTypes(EXEMPT);
            checker.setSourcePath(List.of());
            for (int jar = 1; jar < args.length; jar++) checker.process(new File(args[jar]));
        }
    }

    /** Findings go to the standard output, everything else is of no interest. */
    private static final class Lines implements Logger {
        @Override public void error(String finding) {
            System.out.println(finding);
        }

        @Override public void error(String finding, Throwable thrown) {
            System.out.println(finding + ": " + thrown);
        }

        @Override public void warn(String text) {}

        @Override public void warn(String text, Throwable thrown) {}

        @Override public void info(String text) {}

        @Override public void info(String text, Throwable thrown) {}

        @Override public void debug(String text) {}

        @Override public void debug(String text, Throwable thrown) {}
    }
}
