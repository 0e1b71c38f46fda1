package com.traitly.benchmarks.ceiling;

/** HTTP and JSON alone: the body is parsed, then answered; nothing is stored. */
public final class ParseOnly {
  private ParseOnly() {}

  /** Takes no arguments. */
  public static void main(String[] args) throws InterruptedException {
    CeilingServer.run(ctx -> {
      if (Slices.records("none", ctx.bodyAsBytes()).isEmpty()) {
        throw new IllegalArgumentException("no event");
      }
      ctx.status(201).result(CeilingServer.ACCEPTED);
    });
  }
}
