package com.traitly.benchmarks.micro;

import com.traitly.contracts.json.Json;
import com.traitly.contracts.json.Problems;
import com.traitly.contracts.model.Event;
import com.traitly.contracts.wire.EventJson;
import com.traitly.contracts.wire.GoalReader;
import com.traitly.processor.customer.CustomerFacts;
import com.traitly.processor.customer.CustomerPages;
import com.traitly.processor.customer.CustomerState;
import com.traitly.processor.customer.CustomerTimeline;
import com.traitly.processor.goals.GoalRules;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** What happens to each event on its way in: its JSON is read and it is applied to its customer. */
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
  private static final String[] NAMES = {"Log in", "Look", "Style Widget", "Invite", "Buy"};
  private static final long START = 1_794_000_000_000L;
  private static final GoalRules GOAL =
      new GoalRules(
          GoalReader.read(
              Json.read(
                  """
                  {"entry": {"on": {"event": "Look"}}, "window": {"days": 30},
                   "target": {"any": [{"event": "Buy", "count": 1000000}]}}
                  """
                      .getBytes(StandardCharsets.UTF_8)),
              "goal",
              1,
              new Problems()));

  /** The number of events that the customer already has. */
  @Param({"1000", "100000", "1000000"})
  public int before;

  private CustomerFacts customer = customer();
  private int number;

  @Setup(Level.Iteration)
  public void liveThrough() {
    customer = customer();
    number = 0;
    while (number < before) {
      applyEvent();
    }
  }

  /** Reads one event from its topic's JSON. */
  @Benchmark
  public Event readEvent() {
    return EventJson.read(Json.read(RECORD));
  }

  /** Applies one event to its customer in one goal, with the pages of the timeline in memory. */
  @Benchmark
  public CustomerFacts.Verdict applyEvent() {
    long at = START + number * 500L;
    return customer.apply(
        new Event("123456", NAMES[number % NAMES.length], at, at, "id-" + number++, Map.of()), at);
  }

  private static CustomerFacts customer() {
    CustomerState state = new CustomerState();
    Map<Integer, byte[]> pages = new HashMap<>();
    CustomerTimeline timeline =
        new CustomerTimeline(
            state,
            new CustomerPages() {
              @Override
              public byte @Nullable [] read(int chunk) {
                return pages.get(chunk);
              }

              @Override
              public void write(int chunk, byte[] bytes) {
                pages.put(chunk, bytes);
              }
            });
    return new CustomerFacts("acme", state, timeline, List.of(GOAL));
  }
}
