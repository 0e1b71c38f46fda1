package com.traitly.processor.topology;

import com.traitly.streams.state.Position;
import org.apache.kafka.streams.processor.api.RecordMetadata;

/**
 * What made the processor act: a record, or an instant that came due.
 *
 * @param text goes into the {@code cause} header and the ids that derive from it
 * @param millis wall-clock time of acting, UNIX milliseconds
 */
record Cause(String text, long millis) {
  static Cause record(RecordMetadata source, long millis) {
    return new Cause(
        new Position(source.topic(), source.partition(), source.offset()).toString(), millis);
  }

  static Cause due(long instant, long millis) {
    return new Cause("due@" + instant, millis);
  }

  static Cause goal(String goalName, long version, long millis) {
    return new Cause("goal " + goalName + "@" + version, millis);
  }

  /** The time of acting, UNIX seconds. */
  long now() {
    return Math.floorDiv(millis, 1_000L);
  }
}
