package com.traitly.processor.topology;

import static com.traitly.contracts.model.GoalTransition.Kind.ENTERED;
import static com.traitly.contracts.model.GoalTransition.Kind.LEFT;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.traitly.contracts.model.AccountKey;
import com.traitly.contracts.model.CustomerFact;
import com.traitly.contracts.model.CustomerProfile;
import com.traitly.contracts.model.Event;
import com.traitly.contracts.model.Goal;
import com.traitly.contracts.model.GoalTransition;
import com.traitly.contracts.model.LinkMessage;
import com.traitly.contracts.topic.RecordHeaders;
import com.traitly.platform.metrics.MeterNames;
import com.traitly.processor.customer.CustomerState;
import com.traitly.processor.customer.CustomerState.EventTotal;
import com.traitly.processor.customer.Enrolment;
import com.traitly.processor.goals.GoalWindow;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.apache.kafka.streams.test.TestRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Links of anonymous ids, through the whole topology. */
final class LinkedCustomersTest {
  private static final long START = 1_750_000_000_000L;
  private static final long DAY = Duration.ofDays(1).toMillis();
  private static final Goal GOAL =
      ProcessorHarness.goal(
          "g",
          """
          {"entry": {"on": {"event": "Begin"}}, "window": {"days": 10},
           "target": {"any": [{"event": "Finish"}]},
           "actions": [{"event_name": "Act", "target_count": 3}]}\
          """);

  @TempDir Path directory;
  private ProcessorHarness processor;

  @BeforeEach
  void start() {
    processor = new ProcessorHarness(directory, START);
  }

  @AfterEach
  void stop() {
    processor.close();
  }

  @Test
  void eventsBeforeBetweenAndAfterTheLinkAreTheCustomers() {
    processor.define(GOAL).event("a", "Begin", processor.now()).event("u", "Act", processor.now());
    processor.pass(Duration.ofHours(1)).event("a", "Act", processor.now());
    processor.link("u", "a");
    processor.event("a", "Act", processor.now()).event("u", "Log in", processor.now());

    assertThat(counts("u")).isEqualTo(Map.of("Begin", 1L, "Act", 3L, "Log in", 1L));
    assertThat(processor.state("a")).isNull();
    assertThat(linked()).isEqualTo(3);
  }

  @Test
  void whatIsLinkedFirstIsFollowedWhenEventsCome() {
    processor.link("u", "a").event("a", "Begin", processor.now());

    assertThat(counts("u")).isEqualTo(Map.of("Begin", 1L));
    assertThat(processor.state("a")).isNull();
  }

  @Test
  void linkingTwiceChangesNothing() {
    processor.event("a", "Act", processor.now()).link("u", "a").link("u", "a");
    processor.event("a", "Act", processor.now()).link("u", "a");

    assertThat(counts("u")).isEqualTo(Map.of("Act", 2L));
  }

  @Test
  void aCustomerMayHaveSeveralAnonymousIds() {
    processor.event("a", "Act", processor.now()).event("b", "Act", processor.now());
    processor.link("u", "a").link("u", "b").event("b", "Act", processor.now());

    assertThat(counts("u")).isEqualTo(Map.of("Act", 3L));
  }

  @Test
  void eventsKeepTheirIdsAndCountOnce() {
    processor.event("a", "Act", processor.now(), "e").event("u", "Act", processor.now(), "e");
    processor.link("u", "a").event("a", "Act", processor.now(), "e");

    assertThat(counts("u")).isEqualTo(Map.of("Act", 1L));
  }

  @Test
  void anAnonymousIdBelongsToOneCustomerForGood() {
    processor.event("a", "Act", processor.now()).link("u", "a");

    refused(() -> processor.link("v", "a"), "belongs to one customer for good");
    processor.link("v", "a").event("a", "Act", processor.now()); // told once
    assertThat(counts("u")).isEqualTo(Map.of("Act", 2L));
    assertThat(processor.state("v")).isNull();
  }

  @Test
  void aKnownCustomerIsNeverMerged() {
    processor.customer("v", "{\"plan\": \"Trial\"}").event("v", "Act", processor.now());
    processor.event("w", "Act", processor.now()).link("w", "x");

    refused(() -> processor.link("u", "v"), "is a known customer");
    refused(() -> processor.link("u", "w"), "is a known customer");
    refused(() -> processor.link("u", "u"), "nothing can be linked to itself");
    assertThat(counts("v")).isEqualTo(Map.of("Act", 1L));
    assertThat(counts("w")).isEqualTo(Map.of("Act", 1L));
  }

  @Test
  void linksMakeNoChains() {
    processor.event("a", "Act", processor.now()).event("b", "Act", processor.now());
    processor.link("b", "a");

    refused(() -> processor.link("u", "b"), "is a known customer");
    refused(() -> processor.link("a", "c"), "link to that customer instead");
    assertThat(counts("b")).isEqualTo(Map.of("Act", 2L));
  }

  @Test
  void nothingIsSaidAboutAnAnonymousIdThatWasLinked() {
    processor.event("a", "Act", processor.now()).link("u", "a");

    refused(() -> processor.customer("a", "{\"plan\": \"Pro\"}"), "under the customer's own id");
    refused(() -> processor.erase("a"), "erase that customer");
    assertThat(processor.state("a")).isNull();
    assertThat(counts("u")).isEqualTo(Map.of("Act", 1L));
  }

  @Test
  void windowsAreThoseOfACustomerWhoSentAllOfIt() {
    processor.define(GOAL);
    long at = processor.now();
    for (String[] each :
        new String[][] {
          {"u", "Act"}, {"a", "Begin"}, {"a", "Act"}, {"u", "Act"}, {"a", "Finish"}
        }) {
      at += 60_000;
      processor.event(each[0], each[1], at).event("whole", each[1], at);
    }
    processor.pass(Duration.ofHours(2)).link("u", "a");

    assertThat(window("u")).isEqualTo(window("whole"));
    assertThat(counts("u")).isEqualTo(counts("whole"));
  }

  @Test
  void manyEventsMoveInTheOrderTheyHad() {
    processor.define(GOAL);
    long at = processor.now();
    for (int i = 0; i < 250; i++) {
      // Many of one instant: which came first decides whether they are inside the window.
      String name = i == 120 ? "Begin" : i % 2 == 0 ? "Act" : "Log in";
      processor.event("a", name, at + i / 50).event("whole", name, at + i / 50);
    }
    processor.pass(Duration.ofHours(2)).link("u", "a");

    assertThat(window("u")).isEqualTo(window("whole"));
    assertThat(counts("u")).isEqualTo(counts("whole"));
    assertThat(processor.output(processor.topics.customerLinks()).readRecordsToList())
        .as("the claim, and 250 events in three records")
        .hasSize(4);
  }

  @Test
  void whatHappenedMoreThan30DaysBeforeDoesNotMove() {
    processor.event("a", "Old", processor.now());
    processor.event("a", "Older", processor.now() - 31 * DAY);
    processor.jump(Duration.ofDays(1)).event("a", "Act", processor.now());
    processor.jump(Duration.ofDays(29)).event("a", "Act", processor.now());
    processor.jump(Duration.ofMinutes(1)).link("u", "a");

    assertThat(counts("u")).isEqualTo(Map.of("Act", 2L));
    assertThat(processor.state("a")).isNull();
  }

  @Test
  void moreThan10000EventsAreRefusedAndStay() {
    for (int i = 0; i < 10_000; i++) {
      processor.event("a", "Act", processor.now());
      processor.event("b", "Act", processor.now());
    }
    processor.event("a", "Act", processor.now()).drain();

    refused(() -> processor.link("u", "a"), "more than 10,000 events");
    processor.link("u", "b");
    assertThat(counts("a")).isEqualTo(Map.of("Act", 10_001L));
    assertThat(counts("u")).isEqualTo(Map.of("Act", 10_000L));
  }

  @Test
  void consumersHearThatTheAnonymousIdLeftItsWindowAndWhoseItIs() {
    processor.define(GOAL).event("a", "Begin", processor.now());
    assertThat(moves("a")).containsExactly(ENTERED);
    processor.link("u", "a");

    List<TestRecord<AccountKey, GoalTransition>> moves = transitions();
    assertThat(moves).extracting(each -> each.key().id()).containsExactly("a", "u");
    assertThat(moves).extracting(each -> each.value().kind()).containsExactly(LEFT, ENTERED);
    TestRecord<AccountKey, CustomerProfile> tombstone =
        processor.output(processor.topics.customerProfiles()).readRecord();
    assertThat(tombstone.key().id()).isEqualTo("a");
    assertThat(tombstone.value()).isNull();
    assertThat(RecordHeaders.text(tombstone.headers(), RecordHeaders.LINKED_TO)).isEqualTo("u");
  }

  @Test
  void erasingTheCustomerErasesWhatItClaimed() {
    processor.event("a", "Act", processor.now()).link("u", "a").pass(Duration.ofMinutes(1));
    long before = processor.now() + 1;
    processor.pass(Duration.ofMinutes(1)).erase("u").pass(Duration.ofMinutes(1));

    assertThat(processor.state("u")).isNull();
    // Sent before the erasure, read after it: by the anonymous id's partition, or the customer's.
    processor.sendAgain(new Event("a", "Act", before, before, "late", Map.of()), before);
    processor.sendAgain(new CustomerFact.Link("u", before, "a"), before);
    assertThat(processor.state("a")).isNull();
    assertThat(processor.state("u")).isNull();
    // Sent after it: an anonymous id that is nobody's, until it is linked again.
    processor.event("a", "Begin", processor.now());
    assertThat(counts("a")).isEqualTo(Map.of("Begin", 1L));
    processor.link("v", "a");
    assertThat(counts("v")).isEqualTo(Map.of("Begin", 1L));
    assertThat(processor.state("u")).isNull();
  }

  /** A claim that was refused, for too many events, may be sent again once they are gone. */
  @Test
  void aClaimFromBeforeTheErasureOfItsCustomerDoesNotBringTheCustomerBack() {
    processor.event("a", "Act", processor.now());
    long before = processor.now();
    processor.pass(Duration.ofMinutes(1));
    long erasedAt = processor.now();
    processor.sendAgain(new LinkMessage.Release("a", "u", erasedAt), erasedAt);

    processor.sendAgain(new LinkMessage.Claim("a", "u", before), before);
    assertThat(counts("a")).isEqualTo(Map.of("Act", 1L));
    assertThat(processor.state("u")).isNull();

    // A later link brings what was sent after the erasure.
    processor.pass(Duration.ofMinutes(1)).event("a", "Begin", processor.now());
    processor.pass(Duration.ofMinutes(1)).link("u", "a");
    assertThat(counts("u")).isEqualTo(Map.of("Begin", 1L));
  }

  @Test
  void erasingTheAnonymousIdBeforeItIsLinkedErasesWhatWouldHaveMoved() {
    processor.event("a", "Act", processor.now()).pass(Duration.ofMinutes(1)).erase("a");
    processor.pass(Duration.ofMinutes(1)).link("u", "a");
    processor.event("a", "Begin", processor.now());

    assertThat(counts("u")).isEqualTo(Map.of("Begin", 1L));
  }

  private void refused(Runnable send, String reason) {
    assertThatThrownBy(send::run)
        .hasRootCauseInstanceOf(IllegalArgumentException.class)
        .hasStackTraceContaining(reason);
  }

  private Map<String, Long> counts(String id) {
    return processor.state(id).totals().entrySet().stream()
        .collect(Collectors.toMap(Map.Entry::getKey, each -> countOf(each.getValue())));
  }

  private static long countOf(EventTotal total) {
    return total.count();
  }

  /** All that a customer's windows in the goal consist of. */
  private String window(String id) {
    CustomerState state = processor.state(id);
    Enrolment enrolment = requireNonNull(state.goals().get("g"));
    GoalWindow window = requireNonNull(enrolment.track().window());
    return "%s %s %s %s %d %d"
        .formatted(
            window.opening(),
            window.reachedAt(),
            window.entry(),
            window.counts(),
            enrolment.track().previousWindows(),
            enrolment.track().reachedWindows());
  }

  private double linked() {
    return processor.meters.counter(MeterNames.EVENTS_LINKED).count();
  }

  private List<GoalTransition.Kind> moves(String id) {
    return transitions().stream()
        .filter(each -> each.key().id().equals(id))
        .map(each -> each.value().kind())
        .toList();
  }

  private List<TestRecord<AccountKey, GoalTransition>> transitions() {
    return processor.output(processor.topics.goalLifecycle()).readRecordsToList();
  }
}
