import com.android.tools.r8.DiagnosticsHandler;
import com.android.tools.r8.JdkClassFileProvider;
import com.android.tools.r8.diagnostic.DefinitionContext;
import com.android.tools.r8.references.ClassReference;
import com.android.tools.r8.tracereferences.TraceReferences;
import com.android.tools.r8.tracereferences.TraceReferencesCommand;
import com.android.tools.r8.tracereferences.TraceReferencesConsumer;
import java.nio.file.Path;
import java.util.TreeSet;

/**
 * Lists what a dex refers to and a framework lacks: {@code MissingReferences FRAMEWORK JDK DEX...}. A line is the
 * class that refers, a tab, and what is missing. The command line of the same tool hides all referrers but one.
 */
public final class MissingReferences implements TraceReferencesConsumer {
    private final TreeSet<String> lines = new TreeSet<>();

    public static void main(String[] args) throws Exception {
        MissingReferences missing = new MissingReferences();
        TraceReferencesCommand.Builder command =
                TraceReferencesCommand.builder()
                        .addLibraryFiles(Path.of(args[0]))
                        .addLibraryResourceProvider(JdkClassFileProvider.fromJdkHome(Path.of(args[1])))
                        .setConsumer(missing);
        for (int dex = 2; dex < args.length; dex++) command.addSourceFiles(Path.of(args[dex]));
        TraceReferences.run(command.build());
        missing.lines.forEach(System.out::println);
    }

    @Override public void acceptType(TracedClass found, DiagnosticsHandler handler) {
        add(found, found.getReference().getTypeName());
    }

    @Override public void acceptField(TracedField found, DiagnosticsHandler handler) {
        add(found, found.getReference().toSourceString());
    }

    @Override public void acceptMethod(TracedMethod found, DiagnosticsHandler handler) {
        add(found, found.getReference().toSourceString());
    }

    private void add(TracedReference<?, ?> found, String what) {
        if (found.isMissingDefinition()) lines.add(referrer(found.getReferencedFromContext()) + "\t" + what);
    }

    private static String referrer(DefinitionContext context) {
        ClassReference holder =
                context.isMethodContext() ? context.asMethodContext().getMethodReference().getHolderClass()
                : context.isFieldContext() ? context.asFieldContext().getFieldReference().getHolderClass()
                : context.asClassContext().getClassReference();
        return holder.getTypeName();
    }
}
