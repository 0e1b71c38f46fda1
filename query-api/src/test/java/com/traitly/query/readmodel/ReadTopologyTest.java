package com.traitly.query.readmodel;

import static com.traitly.query.readmodel.LocalPartitions.ACCOUNT;
import static com.traitly.query.readmodel.LocalPartitions.TOPICS;
import static com.traitly.query.readmodel.LocalPartitions.event;
import static com.traitly.query.readmodel.LocalPartitions.profile;
import static org.assertj.core.api.Assertions.assertThat;

import com.traitly.contracts.model.Event;
import com.traitly.contracts.topic.Decoded;
import com.traitly.streams.freshness.AppliedOffsets;
import com.traitly.streams.node.Store;
import com.traitly.streams.state.Position;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReadTopologyTest {
  private static final long NOW = 1_500_000_000_000L;
  private static final long DAY = 86_400_000L;

  @TempDir private Path directory;
  private LocalPartitions state;

  @BeforeEach
  void open() {
    state = new LocalPartitions(1, directory);
  }

  @AfterEach
  void close() {
    state.close();
  }

  @Test
  void theSameRecordTwiceIsOneEvent() {
    state.add(event("1", "Logged in", NOW, "e1"));
    state.add(event("1", "Logged in", NOW, "e1"));

    assertThat(eventsKept()).hasSize(1);
    assertThat(rows(ReadModels.EVENTS_BY_TIME)).hasSize(1);
  }

  @Test
  void theFirstEventOfAnIdWinsForSevenDays() {
    state.add(event("1", "Logged in", NOW, "e1"));
    state.add(event("1", "Logged out", NOW, "e1"));
    state.add(new Event("1", "Logged in", NOW - DAY, NOW + 7 * DAY, "e1", Map.of()));

    assertThat(eventsKept()).extracting(Event::name).containsExactly("Logged in");
    assertThat(eventsKept()).extracting(Event::occurredAt).containsExactly(NOW);
  }

  @Test
  void anIdUsedAgainAfterSevenDaysIsAnotherEvent() {
    state.add(event("1", "Renewed", NOW, "e1"));
    state.add(event("1", "Renewed", NOW + 8 * DAY, "e1"));

    assertThat(eventsKept()).hasSize(2);
  }

  @Test
  void theSameIdOfAnotherCustomerOrAccountIsAnotherEvent() {
    state.add(event("1", "Logged in", NOW, "e1"));
    state.add(event("2", "Logged in", NOW, "e1"));
    state.add("other", event("1", "Logged in", NOW, "e1"));

    assertThat(eventsKept()).hasSize(3);
  }

  @Test
  void anErasureLeavesNoTraceOfTheIdInAnyStore() {
    String id = "customer-to-erase";
    state.add(profile(id, "John Smith", "Starter"));
    for (int i = 0; i < 50; i++) {
      state.add(event(id, "Logged in", NOW + i, "e" + i));
    }
    state.add(profile("2", "John Smith", "Starter"));
    state.add(event("2", "Logged in", NOW, "e1"));

    state.erase(id, NOW + DAY);

    for (Store<Bytes, ?> each : stores()) {
      assertThat(rows(each)).as(each.name()).noneMatch(row -> row.contains(id)).hasSize(1);
    }
  }

  @Test
  void theIndexOfLettersGoesWithThem() {
    long now = System.currentTimeMillis();
    state.letter(ACCOUNT + "|1", "{}", (now - 100 * DAY) / 1_000, "t.events-0@1");
    assertThat(rows(ReadModels.LETTERS_BY_CUSTOMER)).hasSize(1);
    state.letter(ACCOUNT + "|2", "{}", now / 1_000, "t.events-0@2");
    assertThat(rows(ReadModels.LETTERS_BY_CUSTOMER)).hasSize(1);

    state.erase("2", now);

    assertThat(rows(ReadModels.DEAD_LETTERS)).isEmpty();
    assertThat(rows(ReadModels.LETTERS_BY_CUSTOMER)).isEmpty();
  }

  @Test
  void anEventFromBeforeAnErasureDoesNotComeBackAfterIt() {
    state.add(event("1", "Logged in", NOW, "e1"));
    state.erase("1", NOW + 10);
    state.add(event("1", "Logged in", NOW, "e1"));
    assertThat(eventsKept()).isEmpty();

    state.add(new Event("1", "Imported", NOW - DAY, NOW + 11, "e2", Map.of()));
    assertThat(eventsKept()).extracting(Event::name).containsExactly("Imported");
  }

  @Test
  void whoComesBackKeepsWhatWasSentSinceTheErasure() {
    state.add(event("1", "Before", NOW, "e1"));
    state.add(new Event("1", "Read early", NOW, NOW + 11, "e2", Map.of()));

    // The stream-processor was busy for a while.
    state.erase("1", NOW + 10, NOW + 20);
    state.add(new Event("1", "Read late", NOW + 1, NOW + 12, "e3", Map.of()));
    state.add(new Event("1", "Repeated", NOW + 2, NOW + 13, "e2", Map.of()));

    assertThat(eventsKept()).extracting(Event::name).containsExactly("Read early", "Read late");
    assertThat(rows(ReadModels.EVENTS_BY_TIME)).hasSize(2);
    assertThat(rows(ReadModels.EVENT_IDS)).hasSize(2);
  }

  @Test
  void indexEntriesMoveWithTheProfile() {
    state.add(profile("1", "John Smith", "Starter"));
    state.add(profile("1", "John Smith", "Pro"));
    assertThat(rows(ReadModels.CUSTOMERS_BY_PLAN)).singleElement().asString().contains("Pro");
    assertThat(rows(ReadModels.CUSTOMERS_BY_NAME)).hasSize(1);

    state.add(profile("1", null, null));
    assertThat(rows(ReadModels.CUSTOMERS_BY_PLAN)).isEmpty();
    assertThat(rows(ReadModels.CUSTOMERS_BY_NAME)).isEmpty();
  }

  @Test
  void whatIsAppliedIsPublishedTheCausingFactToo() throws InterruptedException {
    state.add(event("1", "Logged in", NOW, "e1"));
    state.add(profile("1", "John Smith", "Pro"), "t.customers-0@41");

    assertThat(isApplied(TOPICS.events().name(), 0)).isTrue();
    assertThat(isApplied(TOPICS.events().name(), 1)).isFalse();
    assertThat(isApplied(TOPICS.customerProfiles().name(), 0)).isTrue();
    assertThat(isApplied(TOPICS.customers().name(), 41)).isTrue();
    assertThat(isApplied(TOPICS.customers().name(), 42)).isFalse();
  }

  @Test
  void everyNodeAndStoreHasAChosenName() {
    Properties properties = LocalPartitions.properties(directory, 1);
    String description =
        ReadTopology.of(TOPICS, new AppliedOffsets(), properties).describe().toString();

    assertThat(description)
        .contains("read-events", "remember-event", "read-profiles", "keep-profile", "event-ids")
        .doesNotContainPattern("KSTREAM|KTABLE|STATE-STORE|Sub-topology: 1");
  }

  private boolean isApplied(String topic, long offset) throws InterruptedException {
    return state.applied().await(new Position(topic, 0, offset), Duration.ZERO);
  }

  private List<Event> eventsKept() {
    List<Event> events = new ArrayList<>();
    try (KeyValueIterator<Bytes, Decoded<Event>> all =
        state.open(ReadModels.EVENTS_BY_CUSTOMER, 0).all()) {
      all.forEachRemaining(row -> events.add(((Decoded.Readable<Event>) row.value).value()));
    }
    return events;
  }

  private List<Store<Bytes, ?>> stores() {
    return List.of(
        ReadModels.CUSTOMERS,
        ReadModels.CUSTOMERS_BY_NAME,
        ReadModels.CUSTOMERS_BY_PLAN,
        ReadModels.EVENTS_BY_CUSTOMER,
        ReadModels.EVENTS_BY_TIME,
        ReadModels.EVENT_IDS,
        ReadModels.ERASURES);
  }

  private <V> List<String> rows(Store<Bytes, V> store) {
    List<String> rows = new ArrayList<>();
    try (KeyValueIterator<Bytes, V> all = state.open(store, 0).all()) {
      all.forEachRemaining(row -> {
        byte[] value = store.value().serializer().serialize(ACCOUNT, row.value);
        rows.add(
            new String(row.key.get(), StandardCharsets.UTF_8)
                + new String(value, StandardCharsets.UTF_8));
      });
    }
    return rows;
  }
}
