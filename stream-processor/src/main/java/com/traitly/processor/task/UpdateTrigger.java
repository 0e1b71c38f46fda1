package com.traitly.processor.task;

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
public record UpdateTrigger(String text, long millis, boolean waits, @Nullable String traceparent) {
  public static UpdateTrigger record(RecordMetadata source, Headers headers, long millis) {
    return new UpdateTrigger(
        new Position(source.topic(), source.partition(), source.offset()).toString(),
        millis,
        true,
        RecordHeaders.text(headers, RecordHeaders.TRACEPARENT));
  }

  public static UpdateTrigger due(long instant, long millis) {
    return new UpdateTrigger("due@" + instant, millis, true, null);
  }

  /** A goal that is applied to all customers: each is dealt with when its turn comes. */
  public static UpdateTrigger goal(String goalName, long version, long millis) {
    return new UpdateTrigger("goal " + goalName + "@" + version, millis, false, null);
  }
}
