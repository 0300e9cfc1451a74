import com.android.apksig.ApkSigner;
import com.android.apksig.ApkVerifier;
import java.io.File;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/** Signs an APK or verifies one: {@code sign IN OUT KEYSTORE ALIAS}, {@code verify APK}. */
public final class Signing {
    /** The oldest Android that the app runs on: its verifier is the strictest about what is missing. */
    private static final int MIN_SDK = 26;

    public static void main(String[] args) throws Exception {
        switch (args[0]) {
            case "sign" -> sign(new File(args[1]), new File(args[2]), Path.of(args[3]), args[4]);
            case "verify" -> verify(new File(args[1]));
            default -> throw new IllegalArgumentException(args[0]);
        }
    }

    private static void sign(File in, File out, Path keystore, String alias) throws Exception {
        char[] password = System.getenv("BAOHAO_KEYSTORE_PASS").toCharArray();
        KeyStore store = KeyStore.getInstance("PKCS12");
        try (InputStream bytes = Files.newInputStream(keystore)) {
            store.load(bytes, password);
        }
        if (!store.containsAlias(alias)) throw new IllegalArgumentException("no key named " + alias);
        PrivateKey key = (PrivateKey) store.getKey(alias, password);
        List<X509Certificate> certificates =
                Arrays.stream(store.getCertificateChain(alias))
                        .map(X509Certificate.class::cast)
                        .collect(Collectors.toList());
        var signer = new ApkSigner.SignerConfig.Builder("baohao", key, certificates).build();
        new ApkSigner.Builder(List.of(signer))
                .setInputApk(in)
                .setOutputApk(out)
                .setMinSdkVersion(MIN_SDK)
                .setV1SigningEnabled(false)
                .setV2SigningEnabled(true)
                .setV3SigningEnabled(true)
                .setLibraryPageAlignmentBytes(16 * 1024)
                .build()
                .sign();
    }

    private static void verify(File apk) throws Exception {
        ApkVerifier.Result found =
                new ApkVerifier.Builder(apk).setMinCheckedPlatformVersion(MIN_SDK).build().verify();
        System.out.println(
                "v1=" + found.isVerifiedUsingV1Scheme()
                        + " v2=" + found.isVerifiedUsingV2Scheme()
                        + " v3=" + found.isVerifiedUsingV3Scheme());
        if (!found.isVerified()) throw new IllegalStateException("not verified: " + found.getErrors());
    }
}
