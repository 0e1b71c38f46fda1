package com.traitly.cli.api;

import com.traitly.cli.input.UnusableInput;

/** A call that was not answered, or refused for good. The message says why and what to do. */
public final class ApiRefusal extends RuntimeException {
  private final int status;
  private final String problem;

  /** Creates one; the status is 0 when nothing answered, and the problem is what the API said. */
  ApiRefusal(int status, String problem, String message) {
    super(message);
    this.status = status;
    this.problem = problem;
  }

  /** The refusal of a call to an address at which nothing answers. */
  static ApiRefusal unreachable(String base) {
    return new ApiRefusal(0, "nothing answers", "nothing answers at " + base + ".");
  }

  /** What the API said, without the call. */
  public String problem() {
    return problem;
  }

  /**
   * What to throw of a call that was made of the command's options: 400 is a wrong usage of them.
   */
  public RuntimeException ofOptions() {
    return status == 400 ? new UnusableInput(problem) : this;
  }

  /** HTTP status of the answer, or 0 when there was none. */
  public int status() {
    return status;
  }
}
