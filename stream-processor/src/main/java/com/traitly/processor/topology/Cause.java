package com.traitly.processor.topology;

import com.traitly.contracts.topic.RecordHeaders;
import com.traitly.streams.state.Position;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.streams.processor.api.RecordMetadata;
import org.jspecify.annotations.Nullable;

/**
 * What made the processor act: a record, or an instant that came due.
 *
 * @param text goes into the {@code cause} header and the ids that derive from it
 * @param millis wall-clock time of acting, UNIX milliseconds
 * @param waits whether what follows may wait until a customer's history is loaded
 * @param traceparent the trace of the request that wrote the record; null when there is none
 */
record Cause(String text, long millis, boolean waits, @Nullable String traceparent) {
  static Cause record(RecordMetadata source, Headers headers, long millis) {
    return new Cause(
        new Position(source.topic(), source.partition(), source.offset()).toString(),
        millis,
        true,
        RecordHeaders.text(headers, RecordHeaders.TRACEPARENT));
  }

  static Cause due(long instant, long millis) {
    return new Cause("due@" + instant, millis, true, null);
  }

  /** A goal that is applied to all customers: each is dealt with when its turn comes. */
  static Cause goal(String goalName, long version, long millis) {
    return new Cause("goal " + goalName + "@" + version, millis, false, null);
  }
}
