package com.traitly.contracts.webhook;

/**
 * A text that only processes with the right key can read.
 *
 * @param keyId id of the key; empty when the text is not encrypted, as secrets once were
 * @param text base64 of nonce, ciphertext and tag, or the text itself
 */
public record EncryptedText(String keyId, String text) {
  /** A text that is stored as it is. */
  public static EncryptedText plain(String text) {
    return new EncryptedText("", text);
  }

  /** Whether reading it takes a key. */
  public boolean encrypted() {
    return !keyId.isEmpty();
  }

  /** Leaves the text out, because this may be logged. */
  @Override
  public String toString() {
    return "EncryptedText[keyId=" + keyId + "]";
  }
}
