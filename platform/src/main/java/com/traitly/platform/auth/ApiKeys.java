package com.traitly.platform.auth;

import com.traitly.contracts.wire.Sha256;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.HexFormat;

/** Makes and hashes API keys; a key has 256 random bits, so one SHA-256 is enough to store. */
public final class ApiKeys {
  private static final SecureRandom RANDOM = new SecureRandom();

  private static final String START = "trt_";
  private static final int BYTES = 32;
  private static final int SHOWN = 8;

  private ApiKeys() {}

  /** A new key. */
  public static String generate() {
    byte[] bytes = new byte[BYTES];
    RANDOM.nextBytes(bytes);
    return START + HexFormat.of().formatHex(bytes);
  }

  /** A new id for a token or endpoint. */
  public static String generateId(String start) {
    byte[] bytes = new byte[BYTES / 2];
    RANDOM.nextBytes(bytes);
    return start + HexFormat.of().formatHex(bytes);
  }

  /** The form in which a key is stored: lower-case hex SHA-256. */
  public static String hash(String key) {
    return HexFormat.of().formatHex(Sha256.of(key.getBytes(StandardCharsets.UTF_8)));
  }

  /** The first characters of a key, by which a person recognises it. */
  public static String prefix(String key) {
    return key.substring(0, Math.min(SHOWN, key.length()));
  }
}
