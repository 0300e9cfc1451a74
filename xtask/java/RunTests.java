import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Enumeration;
import java.util.List;
import java.util.Timer;
import java.util.TimerTask;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import org.junit.runner.Description;
import org.junit.runner.JUnitCore;
import org.junit.runner.RunWith;
import org.junit.runner.notification.Failure;
import org.junit.runner.notification.RunListener;

/**
 * Finds the JUnit 4 tests of a jar and runs them: {@code RunTests JAR [CLASS]...}. One line a test; the last line is
 * {@code N passed, N failed, N skipped}. Its lines begin with a mark, because tests and native code print too.
 */
public final class RunTests extends RunListener {
    /** A test that waits for ever must not use up the time of all the others. */
    private static final long MINUTES_AT_MOST = 30;

    private static final String MARK = "> ";

    private int passed;
    private int failed;
    private int skipped;
    private long start;
    private boolean ended;

    public static void main(String[] args) throws Exception {
        Class<?>[] classes = find(Path.of(args[0]), List.of(args).subList(1, args.length));
        RunTests counts = new RunTests();
        counts.limitTime();
        JUnitCore core = new JUnitCore();
        core.addListener(counts);
        core.run(classes);
        say(counts.passed + " passed, " + counts.failed + " failed, " + counts.skipped + " skipped");
        System.out.flush();
        // Threads that a test left behind must not keep the program.
        Runtime.getRuntime().halt(counts.failed == 0 ? 0 : 1);
    }

    private static Class<?>[] find(Path jar, List<String> only) throws Exception {
        List<Class<?>> found = new ArrayList<>();
        try (JarFile file = new JarFile(jar.toFile())) {
            for (Enumeration<JarEntry> entries = file.entries(); entries.hasMoreElements(); ) {
                String entry = entries.nextElement().getName();
                if (!entry.endsWith(".class") || entry.contains("$")) continue;
                String name = entry.substring(0, entry.length() - ".class".length()).replace('/', '.');
                if (!only.isEmpty() && !only.contains(name)) continue;
                Class<?> candidate = Class.forName(name, false, RunTests.class.getClassLoader());
                if (isTest(candidate)) found.add(candidate);
            }
        }
        if (!only.isEmpty() && found.isEmpty()) say("no test class " + only);
        found.sort((one, other) -> one.getName().compareTo(other.getName()));
        return found.toArray(new Class<?>[0]);
    }

    private static boolean isTest(Class<?> candidate) {
        if (java.lang.reflect.Modifier.isAbstract(candidate.getModifiers())) return false;
        if (candidate.isAnnotationPresent(RunWith.class)) return true;
        for (var method : candidate.getMethods()) {
            if (method.isAnnotationPresent(org.junit.Test.class)) return true;
        }
        return false;
    }

    private void limitTime() {
        new Timer(true).schedule(new TimerTask() {
            @Override public void run() {
                say("still running after " + MINUTES_AT_MOST + " minutes; the threads are in the log");
                Thread.getAllStackTraces().forEach((thread, frames) -> {
                    System.out.println(thread.getName());
                    for (var frame : frames) System.out.println("    " + frame);
                });
                System.out.flush();
                Runtime.getRuntime().halt(1);
            }
        }, MINUTES_AT_MOST * 60_000);
    }

    @Override public void testStarted(Description test) {
        start = System.nanoTime();
        ended = false;
    }

    @Override public void testFinished(Description test) {
        if (ended) return;
        passed++;
        line("ok", test);
    }

    @Override public void testFailure(Failure failure) {
        // A test whose body and whose clean-up both fail is one test.
        if (!ended) {
            failed++;
            line("FAILED", failure.getDescription());
        }
        ended = true;
        failure.getTrimmedTrace().lines().limit(40).forEach(text -> say("    " + text));
    }

    @Override public void testAssumptionFailure(Failure failure) {
        ended = true;
        skipped++;
        line("skipped (" + failure.getMessage() + ")", failure.getDescription());
    }

    @Override public void testIgnored(Description test) {
        start = System.nanoTime();
        skipped++;
        line("skipped", test);
    }

    private void line(String how, Description test) {
        long milliseconds = (System.nanoTime() - start) / 1_000_000;
        say(how + " " + test.getClassName() + "." + test.getMethodName() + " " + milliseconds + " ms");
    }

    private static void say(String text) {
        // On a line of its own, whatever was printed before without an end of line.
        System.out.println("\n" + MARK + text);
    }
}
