package com.traitly.gateway.sources.format;

import static com.traitly.gateway.sources.format.RegistryStandIn.framed;
import static com.traitly.gateway.sources.format.ShopProto.indexed;
import static com.traitly.gateway.sources.format.ShopProto.message;
import static com.traitly.gateway.sources.format.ShopProto.served;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.google.protobuf.ByteString;
import com.google.protobuf.Descriptors.Descriptor;
import com.google.protobuf.Message;
import com.google.protobuf.UnknownFieldSet;
import com.traitly.contracts.error.ApiException;
import com.traitly.testkit.Seeded;
import java.util.Arrays;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Protobuf with a registry that speaks as Confluent's does. */
@Seeded
class ProtobufValuesTest {
  private static final String FULL =
      """
      customer_id: "c-1" created_at { seconds: 1 nanos: 500000000 } big: 9007199254740993
      huge: 18446744073709551615 count: 4294967295 ratio: 0.1 paid: true state: DONE
      raw: "\\001\\002" tags: "a" tags: "b" places { key: -7 value { city: "Bonn" } }
      to { city: "Köln" zip_code: "50667" } took { seconds: 90 nanos: 250000000 } note { value: "" }
      more { fields { key: "x" value { list_value { values { number_value: 1.5 }
        values { null_value: NULL_VALUE } values { bool_value: false } } } } }
      day { year: 2026 month: 1 day: 31 } sum { value: "\\373\\056" precision: 9 scale: 2 } gift: false
      """;

  /** Two steps: the second type of the file, and the second type within that one. */
  private static final int[] TO_ORDER = {4, 2, 2};

  private RegistryStandIn stored;
  private SchemaRegistry registry;
  private ProtobufValues values;

  @BeforeEach
  void start() {
    stored = new RegistryStandIn();
    registry = stored.client();
    values = new ProtobufValues(registry);
    has(1, ShopProto.ORDER, RegistryStandIn.reference("shop/address.proto", "the address", 3));
    stored.has(
        "/subjects/the%20address/versions/3?format=serialized",
        "PROTOBUF", served(ShopProto.ADDRESS.toBuilder().setName("default").build()));
  }

  @AfterEach
  void stop() {
    registry.close();
    stored.close();
  }

  @Test
  void aMessageBecomesJsonByTheTypeThatItNames() {
    byte[] value = framed(1, order(FULL));

    JsonNode json = values.decode(value);

    assertThat(json)
        .hasToString(
            """
            {"customer_id":"c-1","created_at":"1970-01-01T00:00:01.500Z","big":9007199254740993,\
            "huge":18446744073709551615,"count":4294967295,"ratio":0.1,"paid":true,"state":"DONE",\
            "raw":"AQI=","tags":["a","b"],"places":{"-7":{"city":"Bonn"}},\
            "to":{"city":"Köln","zip_code":"50667"},"took":90.25,"note":"",\
            "more":{"x":[1.5,null,false]},"day":"2026-01-31","sum":-12.34,"gift":false}\
            """);
    assertThat(values.decode(value)).isEqualTo(json);
    assertThat(stored.calls()).as("a schema is asked for once").isEqualTo(2);
  }

  @Test
  void whatIsNotSetIsLeftOutUnlessItCannotBeUnset() {
    assertThat(values.decode(framed(1, order(""))))
        .hasToString(
            """
            {"big":0,"huge":0,"count":0,"ratio":0.0,"paid":false,"state":"OPEN"}\
            """);
  }

  @Test
  void theFirstTypeOfAFileIsNamedByASingleZero() {
    Descriptor login = ShopProto.built(ShopProto.ORDER).findMessageTypeByName("Login");
    Message message = message(login, "customer_id: \"c-1\" name: \"Logged in\"");

    String json = "{\"customer_id\":\"c-1\",\"name\":\"Logged in\"}";
    assertThat(values.decode(framed(1, indexed(message, 0)))).hasToString(json);
    assertThat(values.decode(framed(1, indexed(message, 2, 0)))).hasToString(json);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          4 4 0    | does not say which message
          4 2 4    | does not say which message
          2 1      | does not say which message
          1        | does not say which message
          4 2      | does not say which message
          8 2 2 0  | does not say which message
          255 255 255 255 255 255 | does not say which message
          2 2      | message shop.Events of the schema 1
          """)
  void whatNamesNoTypeOfItsSchemaIsRefused(String indexes, String says) {
    byte[] bytes = new byte[indexes.split(" ").length + (says.contains("shop.Events") ? 1 : 0)];
    int at = 0;
    for (String each : indexes.split(" ")) {
      bytes[at++] = (byte) Integer.parseInt(each);
    }
    if (at < bytes.length) {
      bytes[at] = 15; // A tag with a wire type that does not exist.
    }
    assertRefused(framed(1, bytes), says);
  }

  @Test
  void whatNamesNoSchemaOfTheRegistryIsRefused() {
    stored.has("/schemas/ids/9?format=serialized", "JSON", "{}");
    stored.has("/schemas/ids/8?format=serialized", "PROTOBUF", "AAAA");
    has(7, ShopProto.ORDER);
    has(6, ShopProto.ORDER, RegistryStandIn.reference("shop/address.proto", "nobody", 1));

    assertRefused(framed(2, order("")), "the schema 2, which the registry does not have");
    assertRefused(framed(9, order("")), "is no Protobuf schema but JSON");
    assertRefused(framed(8, order("")), "schema 8 in the registry cannot be read as Protobuf");
    assertRefused(framed(7, order("")), "\".shop.Address\" is not defined");
    assertRefused(framed(6, order("")), "version 1 of nobody, to which it refers");
    assertRefused(new byte[] {0, 0, 0, 1}, "too few for a schema id");
    assertRefused(new byte[] {5, 0, 0, 0, 1, 2}, "does not begin with the zero byte");
  }

  @Test
  void schemasThatReferToEachOtherWithoutEndAreRefused() {
    var file = ShopProto.file("name: \"a\" dependency: \"b\" message_type { name: \"A\" }");
    for (int i = 0; i < 200; i++) {
      stored.has(
          "/subjects/s%d/versions/1?format=serialized".formatted(i),
          "PROTOBUF",
          served(file),
          RegistryStandIn.reference("b" + (i + 1), "s" + (i + 1), 1));
    }
    has(5, file, RegistryStandIn.reference("b", "s0", 1));

    assertRefused(framed(5, new byte[] {0}), "refers to more than 100 other schemas");
  }

  @Test
  void aRegistryThatIsAwayOrServesTextRefusesNothing() {
    stored.has("/schemas/ids/4?format=serialized", "PROTOBUF", "syntax = \"proto3\";");
    assertThatThrownBy(() -> values.decode(framed(4, order(""))))
        .isInstanceOf(RegistryAwayException.class)
        .hasMessageContaining("does not know ?format=serialized");
    stored.status(500);
    assertThatThrownBy(() -> values.decode(framed(1, order(""))))
        .isInstanceOf(RegistryAwayException.class);
  }

  @Test
  void textThatIsNotUtf8IsRefusedInOldFilesToo() {
    var file =
        ShopProto.file(
            """
            name: "old" message_type { name: "Old"
              field { name: "text" number: 1 type: TYPE_STRING label: LABEL_OPTIONAL }
              field { name: "must" number: 2 type: TYPE_INT32 label: LABEL_REQUIRED } }
            """);
    has(3, file);
    byte[] good = {0, 10, 1, 'a', 16, 5};
    assertThat(values.decode(framed(3, good))).hasToString("{\"text\":\"a\",\"must\":5}");
    assertRefused(framed(3, new byte[] {0, 10, 1, (byte) 0xC3, 16, 5}), "UTF-8");
    assertRefused(framed(3, new byte[] {0, 10, 1, 'a'}), "missing required fields");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          created_at { seconds: 253402300800 } | no instant of the years 1 to 9999
          created_at { seconds: 9223372036854775807 nanos: 2147483647 } | no instant of the years
          created_at { nanos: -1 } | no instant of the years 1 to 9999
          ratio: nan | holds NaN, which JSON has no number for
          more { fields { key: "x" value { number_value: inf } } } | holds Infinity
          sum { value: "a" scale: 2147483647 } | a Decimal of the scale 2147483647
          sum { value: "a" scale: -2147483648 } | a Decimal of the scale -2147483648
          """)
  void whatJsonCannotHoldIsRefused(String text, String says) {
    assertRefused(framed(1, order(text)), says);
  }

  @Test
  void aDecimalOfVeryManyDigitsIsRefused() {
    String sum = "sum { value: \"%s\" }";
    assertThat(values.decode(framed(1, order(sum.formatted("a".repeat(500))))).path("sum").asText())
        .hasSize(1_204);
    assertRefused(framed(1, order(sum.formatted("a".repeat(501)))), "a Decimal of 501 bytes");
  }

  @Test
  void aStrayEndOfAGroupDoesNotEndAMessage() {
    byte[] good = order("paid: true");
    byte[] ended = Arrays.copyOf(good, good.length + 1);
    for (int endGroup : new int[] {4, 12, 84}) {
      ended[good.length] = (byte) endGroup;
      assertRefused(framed(1, ended), "shop.Events.Order of the schema 1");
    }
  }

  @Test
  void aValueOfVeryManySmallMessagesIsRefused() {
    StringBuilder fields = new StringBuilder();
    for (int i = 1; i <= 20; i++) {
      fields.append(
          "field { name: \"f%d\" number: %d type: TYPE_INT32 label: LABEL_OPTIONAL }"
              .formatted(i, i));
    }
    has(
        3,
        ShopProto.file(
            """
            name: "many" syntax: "proto3" message_type { name: "Many"
              field { name: "rows" number: 1 type: TYPE_MESSAGE type_name: ".Row" label: LABEL_REPEATED } }
            message_type { name: "Row" %s }
            """
                .formatted(fields)));
    byte[] many = new byte[1 + (1 << 20)]; // a zero for the type, then pairs of 0A 00
    for (int i = 1; i < many.length - 1; i += 2) {
      many[i] = 10;
    }
    assertRefused(framed(3, many), "more than 100,000 values");
    byte[] some = Arrays.copyOf(many, 1 + 2 * 4_000);
    assertThat(values.decode(framed(3, some)).path("rows")).hasSize(4_000);
  }

  @Test
  void whatStandsForNothingElseIsJustItsFields() {
    assertThat(values.decode(framed(1, order("day { year: 2026 month: 2 }"))).path("day"))
        .hasToString("{\"year\":2026,\"month\":2,\"day\":0}");
    assertThat(values.decode(framed(1, order("sum { scale: 2 }"))).path("sum")).hasToString("0.00");
  }

  @Test
  void aNumberThatTheEnumerationHasNoNameForStaysANumberAndUnknownFieldsAreLeftOut() {
    Message newer =
        message(ShopProto.order(), "").toBuilder()
            .setUnknownFields(
                UnknownFieldSet.newBuilder()
                    .addField(8, UnknownFieldSet.Field.newBuilder().addVarint(77).build())
                    .addField(999, UnknownFieldSet.Field.newBuilder().addVarint(1).build())
                    .build())
            .build();

    JsonNode json = values.decode(framed(1, indexed(newer, TO_ORDER)));

    assertThat(json.path("state")).hasToString("77");
    assertThat(json).hasSize(6);
  }

  /**
   * Protobuf does not say where a message ends: one that is cut between fields is a shorter one.
   */
  @Test
  void aMessageThatIsCutOffAnywhereIsRefusedOrHasTheFieldsBeforeTheCut() {
    byte[] whole = framed(1, order(FULL));
    JsonNode all = values.decode(whole);
    int refused = 0;
    for (int length = 0; length < whole.length; length++) {
      byte[] cut = Arrays.copyOf(whole, length);
      try {
        JsonNode some = values.decode(cut);
        assertThat(length).isGreaterThanOrEqualTo(8);
        some.properties()
            .forEach(field ->
                assertThat(field.getValue().toString())
                    .as("%s of the first %d bytes", field.getKey(), cut.length)
                    .satisfiesAnyOf(
                        it -> assertThat(it).isEqualTo(all.path(field.getKey()).toString()),
                        it -> assertThat(it).isIn("0", "0.0", "false", "\"OPEN\""),
                        it -> assertThat(it).isEqualTo("[\"a\"]")));
      } catch (ApiException unfit) {
        refused++;
      }
    }
    assertThat(refused).isGreaterThan(whole.length / 2);
  }

  @Test
  void anyBytesBehindASchemaIdAreReadOrRefused(RandomGenerator random) {
    DamagedBytes.assertReadOrRefused(values, order(FULL), random);
  }

  @Test
  void aFewBytesReserveNoMemoryAndNestNotWithoutEnd() {
    byte[] twoGigabytes = {4, 2, 2, 10, (byte) 0xFF, (byte) 0xFF, (byte) 0xFF, (byte) 0xFF, 7};
    assertRefused(framed(1, twoGigabytes), "shop.Events.Order of the schema 1");

    Message nested = message(ShopProto.order(), "paid: true");
    for (int i = 0; i < 150; i++) {
      nested =
          message(ShopProto.order(), "").toBuilder()
              .setUnknownFields(
                  UnknownFieldSet.newBuilder()
                      .addField(
                          19,
                          UnknownFieldSet.Field.newBuilder()
                              .addLengthDelimited(ByteString.copyFrom(nested.toByteArray()))
                              .build())
                      .build())
              .build();
    }
    assertRefused(framed(1, indexed(nested, TO_ORDER)), "too many levels of nesting");
  }

  private void has(
      int id, com.google.protobuf.DescriptorProtos.FileDescriptorProto file, String... references) {
    stored.has(
        "/schemas/ids/%d?format=serialized".formatted(id), "PROTOBUF", served(file), references);
  }

  private static byte[] order(String text) {
    return indexed(message(ShopProto.order(), text), TO_ORDER);
  }

  private void assertRefused(byte[] value, String says) {
    assertThatThrownBy(() -> values.decode(value))
        .isInstanceOf(ApiException.class)
        .hasMessageContaining(says);
  }
}
