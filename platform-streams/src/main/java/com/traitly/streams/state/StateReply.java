package com.traitly.streams.state;

/** How one process answered one question about one partition. */
sealed interface StateReply {
  /** It has a copy, and this is what the copy says. */
  record Answered(StateAnswer answer) implements StateReply {}

  /** Its copy does not include the writes asked for, or did not in time. */
  record Behind() implements StateReply {}

  /** It has no copy that may be read: the partition is elsewhere, moving or being restored. */
  record NotHere() implements StateReply {}

  /** It cannot be reached, or did not answer in time. */
  record Silent() implements StateReply {}
}
