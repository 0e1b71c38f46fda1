package com.traitly.contracts.webhook;

/**
 * A text that only processes with the right key can read.
 *
 * @param keyId id of the key
 * @param text base64 of nonce, ciphertext and tag
 */
public record EncryptedText(String keyId, String text) {
  /** Leaves the text out, because this may be logged. */
  @Override
  public String toString() {
    return "EncryptedText[keyId=" + keyId + "]";
  }
}
