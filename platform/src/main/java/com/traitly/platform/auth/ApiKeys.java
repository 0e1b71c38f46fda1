package com.traitly.platform.auth;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.HexFormat;

/** Makes and hashes API keys; a key has 256 random bits, so one SHA-256 is enough to store. */
public final class ApiKeys {
  private static final SecureRandom RANDOM = new SecureRandom();

  /** Copied for each use, because looking up the algorithm costs more than hashing a key. */
  private static final MessageDigest SHA_256 = sha256();

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
    byte[] digest = copy().digest(key.getBytes(StandardCharsets.UTF_8));
    return HexFormat.of().formatHex(digest);
  }

  /** The first characters of a key, by which a person recognises it. */
  public static String prefix(String key) {
    return key.substring(0, Math.min(SHOWN, key.length()));
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }

  private static MessageDigest copy() {
    try {
      return (MessageDigest) SHA_256.clone();
    } catch (CloneNotSupportedException e) {
      throw new IllegalStateException("the JDK's own SHA-256 can be copied", e);
    }
  }
}
