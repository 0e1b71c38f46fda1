package com.traitly.contracts.wire;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** SHA-256, which every JDK has. Thread-safe. */
public final class Sha256 {
  /** How long each digest is. */
  public static final int BYTES = 32;

  /** Copied for each use, because looking up the algorithm costs more than hashing a key. */
  private static final MessageDigest EMPTY = empty();

  private Sha256() {}

  /** A new digest, to be fed piece by piece. */
  public static MessageDigest begin() {
    try {
      return (MessageDigest) EMPTY.clone();
    } catch (CloneNotSupportedException e) {
      throw new IllegalStateException("the JDK's own SHA-256 can be copied", e);
    }
  }

  /** The digest of some bytes. */
  public static byte[] of(byte[] content) {
    return begin().digest(content);
  }

  /** The first bytes of a digest, in hex. */
  public static String hex(byte[] content, int bytes) {
    return HexFormat.of().formatHex(of(content), 0, bytes);
  }

  private static MessageDigest empty() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }
}
