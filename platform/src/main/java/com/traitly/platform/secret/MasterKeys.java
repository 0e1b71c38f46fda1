package com.traitly.platform.secret;

import com.traitly.contracts.webhook.EncryptedText;
import com.traitly.contracts.webhook.Endpoint;
import com.traitly.contracts.wire.Sha256;
import com.traitly.platform.config.Config;
import com.traitly.platform.lifecycle.StartupFailure;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Base64;
import java.util.BitSet;
import java.util.LinkedHashMap;
import java.util.Map;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * Encrypts texts with AES-256-GCM under the newest key, and decrypts each under the key that it
 * names, so that keys can be replaced without rewriting stored texts. An encrypted text is bound to
 * its owner: it cannot be decrypted for another one. Thread-safe.
 */
public final class MasterKeys {
  private static final SecureRandom RANDOM = new SecureRandom();
  private static final String CIPHER = "AES/GCM/NoPadding";
  private static final int KEY_BYTES = 32;
  private static final int KEY_ID_BYTES = 6;
  private static final int LEAST_DIFFERENT = 12;
  private static final int NONCE_BYTES = 12;
  private static final int TAG_BITS = 128;

  // By key id, the newest first.
  private final Map<String, SecretKeySpec> keys = new LinkedHashMap<>();

  private MasterKeys(String[] base64) {
    for (String each : base64) {
      byte[] bytes = decoded(each.strip());
      // The id is derived from the key, so that nobody has to name keys.
      keys.put(Sha256.hex(bytes, KEY_ID_BYTES), new SecretKeySpec(bytes, "AES"));
    }
  }

  /**
   * The configured keys.
   *
   * @throws StartupFailure when there are none, or one is not 32 bytes in base64
   */
  public static MasterKeys of(Config config) {
    String text = config.get(SecretKeys.SECRET_KEY);
    String file = config.get(SecretKeys.SECRET_KEY_FILE);
    if (text.isEmpty() == file.isEmpty()) {
      throw new StartupFailure(
          "Set either TRAITLY_SECRET_KEY or TRAITLY_SECRET_KEY_FILE: signing secrets are encrypted"
              + " with it. Make one with `openssl rand -base64 32` and give all processes the"
              + " same.");
    }
    return of(text.isEmpty() ? read(Path.of(file)) : text);
  }

  /** The keys in a text, with commas or line breaks between. */
  static MasterKeys of(String text) {
    return new MasterKeys(text.strip().split("[,\\s]\\s*", -1));
  }

  /** Returns the text once all keys in it are valid; an empty text holds none. */
  static String checked(String text) {
    return text.isEmpty() || !of(text).keys.isEmpty() ? text : "";
  }

  /** A new key, as the settings take it. */
  public static String generate() {
    byte[] key = new byte[KEY_BYTES];
    RANDOM.nextBytes(key);
    return Base64.getEncoder().encodeToString(key);
  }

  /** Encrypts under the newest key. */
  public EncryptedText seal(String text, String owner) {
    byte[] nonce = new byte[NONCE_BYTES];
    RANDOM.nextBytes(nonce);
    var newest = keys.entrySet().iterator().next();
    try {
      byte[] cipher =
          cipher(Cipher.ENCRYPT_MODE, newest.getValue(), nonce, owner)
              .doFinal(text.getBytes(StandardCharsets.UTF_8));
      byte[] all = ByteBuffer.allocate(nonce.length + cipher.length).put(nonce).put(cipher).array();
      return new EncryptedText(newest.getKey(), Base64.getEncoder().encodeToString(all));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java platform has " + CIPHER, e);
    }
  }

  /**
   * Decrypts a text.
   *
   * @throws IllegalArgumentException when its key is not configured, it was encrypted for another
   *     owner, or it was altered
   */
  public String open(EncryptedText sealed, String owner) {
    SecretKeySpec key = keys.get(sealed.keyId());
    if (key == null) {
      throw new IllegalArgumentException("it takes a master key that is not configured here");
    }
    try {
      byte[] all = Base64.getDecoder().decode(sealed.text());
      byte[] nonce = Arrays.copyOf(all, NONCE_BYTES);
      byte[] plain =
          cipher(Cipher.DECRYPT_MODE, key, nonce, owner)
              .doFinal(all, NONCE_BYTES, all.length - NONCE_BYTES);
      return new String(plain, StandardCharsets.UTF_8);
    } catch (GeneralSecurityException | IllegalArgumentException e) {
      throw new IllegalArgumentException("it was not sealed for this owner, or was altered", e);
    }
  }

  /**
   * Checks that the encrypted texts of an endpoint can be decrypted.
   *
   * @throws StartupFailure when a key is not configured
   */
  public void require(Endpoint endpoint) {
    String what = "webhook endpoint " + endpoint.id();
    require(endpoint.destination().sealed(), what);
    endpoint.secrets().forEach(each -> require(each.sealed(), what));
  }

  /**
   * Checks that a stored text can be decrypted.
   *
   * @param what names its owner, for the operator
   * @throws StartupFailure when its key is not configured
   */
  void require(EncryptedText sealed, String what) {
    if (!keys.containsKey(sealed.keyId())) {
      throw new StartupFailure(
          "The secret of %s is encrypted under key %s, which is not configured (configured: %s): add that key behind the newest in TRAITLY_SECRET_KEY or TRAITLY_SECRET_KEY_FILE."
              .formatted(what, sealed.keyId(), String.join(", ", keys.keySet())));
    }
  }

  private static Cipher cipher(int mode, SecretKeySpec key, byte[] nonce, String owner)
      throws GeneralSecurityException {
    Cipher cipher = Cipher.getInstance(CIPHER);
    cipher.init(mode, key, new GCMParameterSpec(TAG_BITS, nonce));
    cipher.updateAAD(owner.getBytes(StandardCharsets.UTF_8));
    return cipher;
  }

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new StartupFailure(
          "The file named by TRAITLY_SECRET_KEY_FILE cannot be read: " + file + ".", e);
    }
  }

  private static byte[] decoded(String base64) {
    try {
      byte[] bytes = Base64.getDecoder().decode(base64);
      if (bytes.length == KEY_BYTES && isRandom(bytes)) {
        return bytes;
      }
    } catch (IllegalArgumentException notBase64) {
      // falls through to the sentence below, which holds for both
    }
    throw new StartupFailure(
        "A key in TRAITLY_SECRET_KEY or its file is not 32 random bytes in base64: make one with"
            + " `openssl rand -base64 32`.");
  }

  /** 32 random bytes hold at least a dozen different values for certain. */
  private static boolean isRandom(byte[] bytes) {
    BitSet seen = new BitSet();
    for (byte each : bytes) {
      seen.set(Byte.toUnsignedInt(each));
    }
    return seen.cardinality() >= LEAST_DIFFERENT;
  }
}
