package com.traitly.cli.input;

/** A file that cannot be read at all. The message is one sentence that says what to do. */
public final class UnusableInput extends RuntimeException {
  /** Creates one with the sentence. */
  public UnusableInput(String message) {
    super(message);
  }

  /** The same about a file, whose name comes before the sentence. */
  public UnusableInput about(String file) {
    return new UnusableInput(file + ": " + getMessage());
  }
}
