package com.traitly.gateway.sources.mapping;

import static com.traitly.gateway.sources.TestSources.NOW;
import static com.traitly.gateway.sources.TestSources.TOPICS;
import static com.traitly.gateway.sources.TestSources.WRITTEN;
import static com.traitly.gateway.sources.TestSources.bytes;
import static com.traitly.gateway.sources.TestSources.record;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import com.traitly.contracts.model.CustomerFact;
import com.traitly.contracts.model.Event;
import com.traitly.contracts.topic.SkippedRecord;
import com.traitly.gateway.intake.Door;
import com.traitly.gateway.sources.TestSources;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class RecordMapperTest {
  private static final String PLAIN = "sources: [{topic: shop}]";

  private static final String MAPPED =
      """
      sources:
        - topic: shop
          item: /after
          fields:
            customer_id: key
            name: header:type
            created_at: {from: /after/at, time_format: 'dd.MM.yyyy HH:mm', zone: Europe/Berlin}
            seats: header:seats
            region: {value: eu}
            shop: /source/name
          drop: [secret]
          filter:
            - {from: /op, in: [c, u]}
            - {from: header:type, not_in: [Test]}
      """;

  @Test
  void anEventAsTheApiTakesItNeedsNoMapping() {
    Event event =
        event(
            map(
                PLAIN,
                record(
                    7,
                    null,
                    bytes(
                        """
                        {"customer_id": 5, "name": "Paid", "created_at": 1490000000, "sum": 0.10}\
                        """))));

    assertThat(event.customerId()).isEqualTo("5");
    assertThat(event.name()).isEqualTo("Paid");
    assertThat(event.occurredAt()).isEqualTo(1_490_000_000_000L);
    assertThat(event.receivedAt()).isEqualTo(NOW);
    assertThat(event.eventId()).isEqualTo("shop-0@7");
    assertThat(event.properties()).hasToString("{sum=0.10}");
  }

  @Test
  void fieldsAreTakenFromKeyHeadersConstantsAndAnywhereInTheValue() {
    Event event =
        event(
            map(
                MAPPED,
                record(
                    7,
                    "c-1",
                    bytes(
                        """
                        {"op": "u", "source": {"name": "north"},
                         "after": {"at": "31.12.2016 01:00", "event_id": "e1", "secret": 1, "kept": true}}\
                        """),
                    "type",
                    "Paid",
                    "seats",
                    "12")));

    assertThat(event.customerId()).isEqualTo("c-1");
    assertThat(event.name()).isEqualTo("Paid");
    assertThat(event.occurredAt()).isEqualTo(1_483_142_400_000L);
    assertThat(event.eventId()).isEqualTo("e1");
    assertThat(event.properties())
        .hasToString("{kept=true, seats=12, region=\"eu\", shop=\"north\"}");
  }

  @Test
  void whatDoesNotSayWhenItHappenedHappenedWhenTheRecordWasWritten() {
    Event event =
        event(map(PLAIN, record(1, null, bytes("{\"customer_id\":\"a\",\"name\":\"b\"}"))));
    assertThat(event.occurredAt()).isEqualTo(WRITTEN);

    MappedRecord customer =
        map(
            "sources: [{topic: shop, kind: customers, fields: {plan: {value: Trial}}}]",
            record(1, null, bytes("{\"customer_id\":\"a\",\"name\":\"b\",\"email\":\"c@d.e\"}")));
    assertThat(TOPICS.customers().readValue(((MappedRecord.Taken) customer).record().value()))
        .isInstanceOfSatisfying(
            CustomerFact.Upsert.class,
            fact -> {
              assertThat(fact.updatedAt()).isEqualTo(WRITTEN);
              assertThat(requireNonNull(fact.fields().get("plan")).asText()).isEqualTo("Trial");
            });
  }

  @Test
  void theFilterPassesOverWhatTheSourceDoesNotWant() {
    String value = "{\"op\":\"d\",\"after\":{}}";
    assertThat(map(MAPPED, record(1, "c", bytes(value), "type", "Paid")))
        .isInstanceOf(MappedRecord.PassedOver.class);
    // Neither the header nor the value need be readable when another condition rules it out.
    assertThat(map(MAPPED, record(1, "c", bytes("{\"op\":1}"), "type", "Test")))
        .isInstanceOf(MappedRecord.PassedOver.class);
    assertThat(map(MAPPED, record(1, "c", null, "type", "Paid")))
        .isInstanceOf(MappedRecord.PassedOver.class);
    assertThat(map("sources: [{topic: shop, tombstones: skip}]", record(1, "c", null)))
        .isInstanceOf(MappedRecord.PassedOver.class);
  }

  @Test
  void numbersInFiltersCompareAsNumbers() {
    String yaml = "sources: [{topic: shop, filter: [{from: /v, in: [2, x, null]}]}]";
    String rest = ",\"customer_id\":\"a\",\"name\":\"b\"}";
    for (String taken : new String[] {"{\"v\":2.0", "{\"v\":\"x\"", "{\"v\":null", "{\"w\":1"}) {
      assertThat(map(yaml, record(1, null, bytes(taken + rest))))
          .as(taken)
          .isInstanceOf(MappedRecord.Taken.class);
    }
    for (String left : new String[] {"{\"v\":\"2\"", "{\"v\":3", "{\"v\":[2]"}) {
      assertThat(map(yaml, record(1, null, bytes(left + rest))))
          .as(left)
          .isInstanceOf(MappedRecord.PassedOver.class);
    }
  }

  static Stream<Arguments> notAnItem() {
    String fine = "\"customer_id\":\"a\",\"name\":\"b\"";
    return Stream.of(
        Arguments.of("not JSON", bytes("hello"), "JSON"),
        Arguments.of("cut off", bytes("{\"customer_id\":\"a\","), "JSON"),
        Arguments.of("empty", new byte[0], "empty"),
        Arguments.of("white space", bytes("  \n"), "empty"),
        Arguments.of("a tombstone", null, "tombstone"),
        Arguments.of("an array", bytes("[{" + fine + "}]"), "not a JSON object"),
        Arguments.of("a text", bytes("\"{}\""), "not a JSON object"),
        Arguments.of("two documents", bytes("{" + fine + "}{}"), "follow"),
        Arguments.of("a field twice", bytes("{" + fine + ",\"name\":\"c\"}"), "name"),
        Arguments.of("no fields", bytes("{}"), "customer_id is required"));
  }

  static Stream<Arguments> notAllowed() {
    String fine = "\"customer_id\":\"a\",\"name\":\"b\"";
    return Stream.of(
        Arguments.of(
            "an id of a wrong type",
            bytes("{\"customer_id\":{},\"name\":\"b\"}"),
            "customer_id must"),
        Arguments.of(
            "a name of a wrong type", bytes("{\"customer_id\":\"a\",\"name\":[1]}"), "name must"),
        Arguments.of(
            "a time that is none",
            bytes("{" + fine + ",\"created_at\":\"soon\"}"),
            "created_at must"),
        Arguments.of(
            "a time in the year 9999",
            bytes("{" + fine + ",\"created_at\":\"9999-12-31T23:59:59Z\"}"),
            "created_at must"),
        Arguments.of(
            "a number of 65 digits",
            bytes("{" + fine + ",\"n\":" + "9".repeat(65) + "}"),
            "number"),
        Arguments.of("a huge exponent", bytes("{" + fine + ",\"n\":1e9999}"), "exponent"),
        Arguments.of(
            "deep nesting",
            bytes("{" + fine + ",\"n\":" + "[".repeat(500) + "]".repeat(500) + "}"),
            "deep"),
        Arguments.of("no UTF-8", with(fine, "F5808080"), "UTF-8"),
        Arguments.of("overlong UTF-8", with(fine, "C0AF"), "UTF-8"),
        Arguments.of("surrogates in UTF-8", with(fine, "EDA0BDEDB880"), "UTF-8"),
        Arguments.of("half a pair", bytes("{" + fine + ",\"n\":\"\\ud800\"}"), "surrogate pair"),
        Arguments.of(
            "more than an item may have",
            bytes("{" + fine + ",\"n\":\"" + "x".repeat(33_000) + "\"}"),
            "32 KiB"),
        Arguments.of(
            "more than a record may have",
            bytes("{" + fine + ",\"n\":\"" + "x".repeat(2_000_000) + "\"}"),
            "1 MiB"),
        Arguments.of("zero bytes", new byte[1_000], "JSON"));
  }

  private static byte[] with(String fine, String hex) {
    String text = new String(HexFormat.of().parseHex(hex), StandardCharsets.ISO_8859_1);
    return ("{" + fine + ",\"n\":\"" + text + "\"}").getBytes(StandardCharsets.ISO_8859_1);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource({"notAnItem", "notAllowed"})
  void whatCannotBeTakenIsRefusedWithTheReasonInOurWords(String what, byte[] value, String says) {
    MappedRecord.Refused refused = refused(map(PLAIN, record(1, null, value)));

    assertThat(SkippedRecord.isExpected(refused.why())).isTrue();
    assertThat(SkippedRecord.reason(refused.why()))
        .contains(says)
        .doesNotContain("jackson", "Stream", "com.");
  }

  @Test
  void aNumberOf40DigitsComesThroughDigitByDigit() {
    String digits = "1234567890".repeat(4);
    Event event =
        event(
            map(
                PLAIN,
                record(
                    1,
                    null,
                    bytes("{\"customer_id\":\"a\",\"name\":\"b\",\"n\":" + digits + "}"))));

    assertThat(event.properties()).hasToString("{n=" + digits + "}");
  }

  @Test
  void aMissingFieldIsNamedWithThePlaceThatShouldHaveHeldIt() {
    MappedRecord.Refused refused =
        refused(map(MAPPED, record(1, null, bytes("{\"op\":\"c\",\"after\":{}}"), "type", "Paid")));

    assertThat(SkippedRecord.reason(refused.why()))
        .isEqualTo("customer_id is required; the record has nothing at key for it");
  }

  @Test
  void aRefusedRecordStillSaysWhomItIsAbout() {
    MappedRecord.Refused refused =
        refused(
            map(
                MAPPED,
                record(
                    1, "c-1", bytes("{\"op\":\"c\",\"after\":{\"at\":\"now\"}}"), "type", "Paid")));

    assertThat(refused.customerId()).isEqualTo("c-1");
    assertThat(SkippedRecord.reason(refused.why())).contains("created_at is not in the format");
  }

  @Test
  void aKeyOrHeaderThatIsNoTextIsRefused() {
    ConsumerRecord<byte[], byte[]> record =
        record(
            1,
            "c",
            bytes("{\"op\":\"c\",\"after\":{\"at\":\"31.12.2016 01:00\"}}"),
            "type",
            "Paid");
    record.headers().add("seats", new byte[] {(byte) 0xFF});
    assertThat(SkippedRecord.reason(refused(map(MAPPED, record)).why()))
        .isEqualTo("The header seats is not UTF-8");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"customer_id\":\"a\"}",
        "\u0001\u0000\u0000\u0000\u0001{}",
        "\u0000\u0000\u0000",
        ""
      })
  void aValueWithoutASchemaIdIsRefused(String value) {
    MappedRecord.Refused refused =
        refused(
            map("sources: [{topic: shop, format: json-schema}]", record(1, null, bytes(value))));

    assertThat(SkippedRecord.reason(refused.why())).contains("schema id");
  }

  @Test
  void jsonBehindASchemaIdIsTaken() {
    MappedRecord mapped =
        map(
            "sources: [{topic: shop, format: json-schema}]",
            record(
                1,
                null,
                bytes("\u0000\u0000\u0000\u0000\u0011{\"customer_id\":\"a\",\"name\":\"b\"}")));

    assertThat(event(mapped).name()).isEqualTo("b");
  }

  @Test
  void idsOfSourcesThatReadTheSameTopicDiffer() {
    assertThat(TestSources.of("sources: [{topic: shop, name: other}]").eventId(3, 7))
        .isEqualTo("other/shop-3@7");
    String longName = "x".repeat(249);
    assertThat(TestSources.of("sources: [{topic: " + longName + "}]").eventId(3, Long.MAX_VALUE))
        .hasSizeLessThanOrEqualTo(100)
        .endsWith("-3@" + Long.MAX_VALUE);
  }

  @Test
  void theExamplesOfTheDocumentationDoWhatItSays() throws IOException {
    String page = Files.readString(Path.of("..", "docs", "sources.md"));
    List<String> examples =
        Pattern.compile("```yaml\n(.*?)```", Pattern.DOTALL)
            .matcher(page)
            .results()
            .map(found -> found.group(1))
            .toList();
    assertThat(examples).hasSize(2);
    Matcher order = Pattern.compile("echo '(.*?)'").matcher(page);
    assertThat(order.find()).isTrue();
    Event event = event(map(examples.getFirst(), record(1, null, bytes(order.group(1)))));
    assertThat(event.customerId()).isEqualTo("123");
    assertThat(event.name()).isEqualTo("order_paid");
    assertThat(event.occurredAt()).isEqualTo(1_769_848_200_000L);

    Source changes =
        TestSources.all(examples.getLast(), Map.of("CRM_PASSWORD", "secret")).getFirst();
    byte[] value =
        bytes(
            """
            {"op": "u", "after": {"name": "Ann", "email": "ann@example.com", "tier": "Pro"}}\
            """);
    try (RecordMapper mapper = RecordMapper.of(changes, new Door(TOPICS))) {
      assertThat(mapper.map(record(1, "c-1", value), NOW)).isInstanceOf(MappedRecord.Taken.class);
      assertThat(mapper.map(record(2, "c-1", null), NOW))
          .isInstanceOf(MappedRecord.PassedOver.class);
    }
  }

  static MappedRecord map(String yaml, ConsumerRecord<byte[], byte[]> record) {
    try (RecordMapper mapper = RecordMapper.of(TestSources.of(yaml), new Door(TOPICS))) {
      return mapper.map(record, NOW);
    }
  }

  private static Event event(MappedRecord mapped) {
    assertThat(mapped).isInstanceOf(MappedRecord.Taken.class);
    return requireNonNull(
        TOPICS.events().readValue(((MappedRecord.Taken) mapped).record().value()));
  }

  private static MappedRecord.Refused refused(MappedRecord mapped) {
    assertThat(mapped).isInstanceOf(MappedRecord.Refused.class);
    return (MappedRecord.Refused) mapped;
  }
}
