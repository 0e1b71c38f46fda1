package com.traitly.contracts.webhook;

/**
 * A text that only processes with the right key can read.
 *
 * @param keyId which key, empty when the text is not encrypted: so were secrets once stored
 * @param text base64 of nonce, ciphertext and tag, or the text itself
 */
public record EncryptedText(String keyId, String text) {
  /** A text that is stored as it is. */
  public static EncryptedText plain(String text) {
    return new EncryptedText("", text);
  }

  /** Whether it takes a key to read it. */
  public boolean encrypted() {
    return !keyId.isEmpty();
  }

  /** Without the text: this may come into a log. */
  @Override
  public String toString() {
    return "Sealed[keyId=" + keyId + "]";
  }
}
