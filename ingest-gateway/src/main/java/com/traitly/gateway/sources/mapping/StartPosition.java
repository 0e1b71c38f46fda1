package com.traitly.gateway.sources.mapping;

/** Where a source is begun that was never read before. */
public sealed interface StartPosition {
  /** With the oldest record that the topic has. */
  record Earliest() implements StartPosition {}

  /** With the first record that comes after the source was set up. */
  record Latest() implements StartPosition {}

  /** With the first record at or after an instant, in UNIX milliseconds. */
  record At(long millis) implements StartPosition {}
}
