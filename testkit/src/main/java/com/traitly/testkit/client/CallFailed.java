package com.traitly.testkit.client;

/** Something asked of Traitly did not work; the message is one sentence for the person watching. */
public final class CallFailed extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** A failure told in one sentence. */
  public CallFailed(String sentence) {
    super(sentence);
  }

  /** As above, with what caused it. */
  public CallFailed(String sentence, Throwable cause) {
    super(sentence, cause);
  }
}
