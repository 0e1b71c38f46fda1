package com.traitly.benchmarks.ceiling;

/** HTTP and JSON alone: parses the body and answers, without storing anything. */
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
