package com.traitly.query.readmodel;

import static com.traitly.query.readmodel.LocalPartitions.ACCOUNT;
import static com.traitly.query.readmodel.LocalPartitions.event;
import static com.traitly.query.readmodel.LocalPartitions.profile;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.traitly.contracts.json.Json;
import com.traitly.contracts.model.AccountKey;
import com.traitly.contracts.topic.Decoded;
import com.traitly.contracts.wire.Fields;
import com.traitly.streams.list.ListRow;
import com.traitly.streams.list.Page;
import com.traitly.streams.list.PageRequest;
import com.traitly.streams.node.Store;
import com.traitly.testkit.Seeded;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An unreadable row is shown as such, affects no other row, and is erased with its customer. */
class UnreadableRowsTest {
  private static final long NOW = 1_500_000_000_000L;

  @TempDir private Path directory;
  private LocalPartitions state;

  @BeforeEach
  void fill() {
    state = new LocalPartitions(1, directory);
    for (String id : List.of("hurt", "well")) {
      state.add(profile(id, "Ann " + id, "Trial"));
      state.add(event(id, "Step", NOW, "e1-" + id));
      state.add(event(id, "Step", NOW + 1, "e2-" + id));
      state.letter(ACCOUNT + "|" + id, "{}", NOW / 1_000, "t.events-0@" + id.length());
    }
  }

  @AfterEach
  void close() {
    state.close();
  }

  @Test
  void listsShowThemAndGoOn() {
    damage(ReadModels.EVENTS_BY_CUSTOMER, "hurt", 0, "not JSON");
    damage(ReadModels.CUSTOMERS, "hurt", 0, "{\"customer_id\":7}");

    List<JsonNode> events = list(ReadQueries.EVENTS_OF_ACCOUNT, args(null));
    assertThat(events).hasSize(4);
    assertThat(events)
        .filteredOn(each -> each.path("unreadable").asBoolean())
        .containsExactly(
            Json.read(
                """
                {"customer_id":"hurt","created_at":"1500000000","event_id":"e1-hurt",
                 "unreadable":true}\
                """
                    .getBytes(UTF_8)));
    assertThat(list(ReadQueries.EVENTS_OF_CUSTOMER, args("hurt"))).hasSize(2);
    JsonNode hurt = Json.object().put("customer_id", "hurt").put("unreadable", true);
    assertThat(list(ReadQueries.CUSTOMERS, args(null))).hasSize(2).contains(hurt);
    AccountKey key = new AccountKey(ACCOUNT, "hurt");
    assertThat(state.ask(ReadQueries.CUSTOMER, key, Json.object().put(Fields.CUSTOMER_ID, "hurt")))
        .isEqualTo(hurt);
  }

  @Test
  void theNextFactMendsAProfile() {
    damage(ReadModels.CUSTOMERS, "hurt", 0, "{}");
    state.add(profile("hurt", "Ann again", "Pro"));
    assertThat(list(ReadQueries.CUSTOMERS, args(null)))
        .noneMatch(each -> each.path("unreadable").asBoolean());
    assertThat(rows(ReadModels.CUSTOMERS_BY_NAME)).noneMatch(row -> row.contains("Ann hurt"));
  }

  @RepeatedTest(20)
  @Seeded
  void anErasureRemovesWhateverIsThere(RandomGenerator random) {
    byte[] noise = new byte[random.nextInt(40)];
    random.nextBytes(noise);
    List<Store<Bytes, ?>> damaged =
        List.of(
            ReadModels.CUSTOMERS,
            ReadModels.EVENTS_BY_CUSTOMER,
            ReadModels.EVENTS_BY_TIME,
            ReadModels.EVENT_IDS,
            ReadModels.DEAD_LETTERS,
            ReadModels.LETTERS_BY_CUSTOMER,
            ReadModels.APPLIED_OFFSETS,
            ReadModels.ERASURES);
    for (Store<Bytes, ?> each : damaged) {
      damageAll(each, "hurt", noise);
    }

    state.erase("hurt", NOW + 10);

    for (Store<Bytes, ?> each :
        List.of(
            ReadModels.CUSTOMERS,
            ReadModels.CUSTOMERS_BY_NAME,
            ReadModels.CUSTOMERS_BY_PLAN,
            ReadModels.EVENTS_BY_CUSTOMER,
            ReadModels.EVENTS_BY_TIME,
            ReadModels.EVENT_IDS)) {
      assertThat(rows(each)).as(each.name()).noneMatch(row -> row.contains("hurt"));
      assertThat(rows(each)).as(each.name()).anyMatch(row -> row.contains("well"));
    }
    assertThat(list(ReadQueries.EVENTS_OF_ACCOUNT, args(null))).hasSize(2);
    assertThat(list(ReadQueries.DEAD_LETTERS, args(null)))
        .noneMatch(each -> each.path("customer_id").asText().equals("hurt"));
  }

  @Test
  void anErasureLeavesUnreadableLettersOfOthers() {
    damageAll(ReadModels.DEAD_LETTERS, "hurt", new byte[0]);

    state.erase("hurt", NOW + 10);

    assertThat(rows(ReadModels.DEAD_LETTERS)).hasSize(1);
    assertThat(rows(ReadModels.LETTERS_BY_CUSTOMER)).hasSize(1);
    state.erase("well", NOW + 10);
    assertThat(rows(ReadModels.DEAD_LETTERS)).isEmpty();
    assertThat(rows(ReadModels.LETTERS_BY_CUSTOMER)).isEmpty();
  }

  @Test
  void aLetterOfWhichNobodyCanTellWhomItNamesGoesWithAnyone() {
    damageAll(ReadModels.LETTERS_BY_CUSTOMER, "hurt", new byte[] {9});

    state.release("hurt", "somebody", NOW + 10);

    assertThat(list(ReadQueries.DEAD_LETTERS, args(null)))
        .extracting(each -> each.path("customer_id").asText())
        .containsExactly("well");
  }

  @Test
  void anErasureIsCarriedOutWhateverItsHeadersSay() {
    state.eraseOddly("hurt", NOW + 10, "soon", "not a place");
    state.eraseOddly("well", NOW + 10, "99999999999999999999", "t.customers-5@1");
    assertThat(list(ReadQueries.CUSTOMERS, args(null))).isEmpty();
    assertThat(list(ReadQueries.EVENTS_OF_ACCOUNT, args(null))).isEmpty();
  }

  private static JsonNode args(@Nullable String customerId) {
    return new PageRequest(false, 100, null)
        .addTo(new RowFilter(customerId, null, null, null, null).json());
  }

  private List<JsonNode> list(String query, JsonNode args) {
    List<JsonNode> items = new ArrayList<>();
    for (JsonNode page : state.askAll(query, ACCOUNT, args)) {
      Page.read(page).rows().stream().map(ListRow::item).forEach(items::add);
    }
    return items;
  }

  private List<String> rows(Store<Bytes, ?> store) {
    List<String> keys = new ArrayList<>();
    try (KeyValueIterator<Bytes, ?> all = state.open(store, 0).all()) {
      all.forEachRemaining(row -> keys.add(new String(row.key.get(), UTF_8)));
    }
    return keys;
  }

  private <V> void damage(Store<Bytes, Decoded<V>> store, String id, int number, String value) {
    KeyValueStore<Bytes, Decoded<V>> rows = state.writable(store);
    List<Bytes> keys = new ArrayList<>();
    try (KeyValueIterator<Bytes, Decoded<V>> all = rows.all()) {
      all.forEachRemaining(row -> {
        if (new String(row.key.get(), UTF_8).contains(id)) {
          keys.add(row.key);
        }
      });
    }
    rows.put(keys.get(number), new Decoded.Readable<>(value.getBytes(UTF_8), null));
  }

  @SuppressWarnings("unchecked") // only the bytes of a store's values matter here
  private void damageAll(Store<Bytes, ?> store, String id, byte[] value) {
    KeyValueStore<Bytes, Object> rows = (KeyValueStore<Bytes, Object>) state.writable(store);
    boolean reading =
        store.equals(ReadModels.CUSTOMERS) || store.equals(ReadModels.EVENTS_BY_CUSTOMER);
    List<Bytes> keys = new ArrayList<>();
    try (KeyValueIterator<Bytes, Object> all = rows.all()) {
      all.forEachRemaining(row -> keys.add(row.key));
    }
    for (Bytes key : keys) {
      String text = new String(key.get(), UTF_8);
      boolean namesNobody =
          store.equals(ReadModels.DEAD_LETTERS) || store.equals(ReadModels.LETTERS_BY_CUSTOMER);
      if (namesNobody || text.contains(id)) {
        rows.put(key, reading ? new Decoded.Readable<>(value, null) : value);
      }
    }
  }
}
