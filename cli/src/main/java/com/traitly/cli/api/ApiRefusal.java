package com.traitly.cli.api;

/** A call that was not answered, or refused for good. The message says why and what to do. */
public final class ApiRefusal extends RuntimeException {
  private final int status;

  /** Creates one; the status is 0 when nothing answered. */
  ApiRefusal(int status, String message) {
    super(message);
    this.status = status;
  }

  /** HTTP status of the answer, or 0 when there was none. */
  public int status() {
    return status;
  }
}
