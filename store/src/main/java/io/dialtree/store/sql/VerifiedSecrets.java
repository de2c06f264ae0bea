package io.dialtree.store.sql;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Collections;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Remembers which secrets were right for which hash, so that the slow derivation is done once.
 * Holds only MACs under a key that lives as long as the process. Thread-safe.
 */
final class VerifiedSecrets {
  /** More clients than that at once are served more slowly. */
  private static final int REMEMBERED_MAX = 1_000;

  private static final int KEY_BYTES = 32;

  private final SecretKeySpec key;
  private final Map<String, Boolean> known =
      Collections.synchronizedMap(
          new LinkedHashMap<>(16, 0.75f, true) {
            private static final long serialVersionUID = 1L;

            @Override
            protected boolean removeEldestEntry(Map.Entry<String, Boolean> eldest) {
              return size() > REMEMBERED_MAX;
            }
          });

  VerifiedSecrets() {
    byte[] random = new byte[KEY_BYTES];
    new SecureRandom().nextBytes(random);
    key = new SecretKeySpec(random, "HmacSHA256");
  }

  boolean matches(String secret, String hash) {
    String mac = mac(secret + '\u0000' + hash);
    if (known.containsKey(mac)) {
      return true;
    }
    boolean right = SecretHash.matches(secret, hash);
    if (right) {
      known.put(mac, true);
    }
    return right;
  }

  private String mac(String text) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(key);
      return HexFormat.of().formatHex(mac.doFinal(text.getBytes(StandardCharsets.UTF_8)));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java has HMAC", e);
    }
  }
}
