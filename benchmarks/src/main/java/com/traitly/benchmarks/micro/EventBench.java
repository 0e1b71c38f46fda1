package com.traitly.benchmarks.micro;

import com.traitly.contracts.model.Event;
import com.traitly.contracts.wire.EventJson;
import com.traitly.contracts.wire.Json;
import com.traitly.processor.customer.CustomerState;
import com.traitly.processor.customer.CustomerTimeline;
import com.traitly.processor.customer.TimelineChunks;
import com.traitly.processor.goals.TimelineEntry;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** What is done to each event on its way in: read its JSON, append it to a timeline. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class EventBench {
  private static final byte[] RECORD =
      """
      {"customer_id":"123456","name":"Style Widget","created_at":1794000000,
       "received_at":1794000001,"event_id":"0193a5b2-7c41","properties":{"colour":"blue","n":3}}
      """
          .getBytes(StandardCharsets.UTF_8);

  private CustomerState customer = new CustomerState();
  private CustomerTimeline timeline = timeline();
  private long at = 1_794_000_000L;

  /** One event off its topic. */
  @Benchmark
  public Event readEvent() {
    return EventJson.read(Json.read(RECORD));
  }

  /** One event appended, its chunk rewritten: on average half full. */
  @Benchmark
  public void appendToTimeline() {
    if (customer.chunks() > 8) {
      // Starts over: a customer with millions of events is not what is measured.
      customer = new CustomerState();
      timeline = timeline();
    }
    at += 60;
    customer.count("Style Widget", at);
    timeline.append(new TimelineEntry("Style Widget", at, at * 31), at);
  }

  private CustomerTimeline timeline() {
    return new CustomerTimeline(
        customer,
        new TimelineChunks() {
          private byte @Nullable [] newest;
          private int newestNumber = -1;

          @Override
          public byte @Nullable [] read(int chunk) {
            return chunk == newestNumber ? newest : null;
          }

          @Override
          public void write(int chunk, byte[] bytes) {
            newestNumber = chunk;
            newest = bytes;
          }
        });
  }
}
