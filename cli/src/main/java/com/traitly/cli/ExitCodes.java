package com.traitly.cli;

/** Exit codes of all subcommands. */
public final class ExitCodes {
  /** Everything was done. */
  public static final int DONE = 0;

  /** Done, but some of the input was refused. */
  public static final int REJECTS = 1;

  /** The arguments or files cannot be used; nothing was done. */
  public static final int USAGE = 2;

  /** Stopped before the end; what was done stays done. */
  public static final int ABORTED = 3;

  private ExitCodes() {}
}
