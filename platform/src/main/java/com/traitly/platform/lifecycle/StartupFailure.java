package com.traitly.platform.lifecycle;

/** The process cannot start; the message is one sentence that says what to do about it. */
public final class StartupFailure extends RuntimeException {
  /** A failure whose message is shown to the operator as it is, without a stack trace. */
  public StartupFailure(String sentence) {
    super(sentence);
  }

  /** As above, with its cause for the log. */
  public StartupFailure(String sentence, Throwable cause) {
    super(sentence, cause);
  }
}
