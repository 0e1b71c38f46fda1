package com.traitly.gateway.sources.format;

import static com.traitly.gateway.sources.format.RegistryStandIn.framed;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.traitly.contracts.error.ApiException;
import com.traitly.testkit.Seeded;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericDatumWriter;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.EncoderFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Avro with a registry that speaks as Confluent's does. */
@Seeded
class AvroValuesTest {
  private static final String ADDRESS =
      "{\"type\":\"record\",\"name\":\"Address\",\"fields\":[{\"name\":\"city\",\"type\":\"string\"}]}";
  private static final String ORDER =
      """
      {"type": "record", "name": "Order", "fields": [
        {"name": "customer", "type": "string"},
        {"name": "at", "type": {"type": "long", "logicalType": "timestamp-micros"}},
        {"name": "day", "type": {"type": "int", "logicalType": "date"}},
        {"name": "sum", "type": {"type": "bytes", "logicalType": "decimal", "precision": 9, "scale": 2}},
        {"name": "note", "type": ["null", "string"], "default": null},
        {"name": "raw", "type": "bytes"},
        {"name": "ratio", "type": "double"},
        {"name": "big", "type": "long"},
        {"name": "tags", "type": {"type": "array", "items": "string"}},
        {"name": "more", "type": {"type": "map", "values": "boolean"}},
        {"name": "state", "type": {"type": "enum", "name": "State", "symbols": ["OPEN"]}},
        {"name": "to", "type": "Address"}]}\
      """;

  private RegistryStandIn stored;
  private SchemaRegistry registry;
  private AvroValues values;

  @BeforeEach
  void start() {
    stored = new RegistryStandIn();
    registry = stored.client();
    values = new AvroValues(registry);
    stored.hasAvro("/schemas/ids/1", ORDER, RegistryStandIn.reference("Address", "an address", 3));
    stored.hasAvro("/subjects/an%20address/versions/3", ADDRESS);
  }

  @AfterEach
  void stop() {
    registry.close();
    stored.close();
  }

  @Test
  void aRecordBecomesJsonByTheSchemaThatItNames() throws IOException {
    JsonNode json = values.decode(framed(1, order()));

    assertThat(json)
        .hasToString(
            """
            {"customer":"c-1","at":1.5,"day":"2026-01-31","sum":-12.34,"note":null,"raw":"AQI=",\
            "ratio":0.5,"big":9007199254740993,"tags":["a","b"],"more":{"x":true},"state":"OPEN",\
            "to":{"city":"Bonn"}}\
            """);
    assertThat(values.decode(framed(1, order()))).isEqualTo(json);
    assertThat(stored.calls()).as("a schema is asked for once").isEqualTo(2);
  }

  @Test
  void whatNamesNoSchemaOfTheRegistryIsRefused() throws IOException {
    stored.has("/schemas/ids/9", "PROTOBUF", "message A {}");
    stored.hasAvro("/schemas/ids/8", "no schema");

    assertRefused(framed(-2, order()), "the schema -2, which the registry does not have");
    assertRefused(framed(2, order()), "the schema 2, which the registry does not have");
    assertRefused(framed(9, order()), "is no Avro schema but PROTOBUF");
    assertRefused(framed(8, order()), "schema 8 in the registry cannot be read");
    assertRefused(new byte[] {0, 0, 0, 1}, "too few for a schema id");
    assertRefused(new byte[] {5, 0, 0, 0, 1, 2}, "does not begin with the zero byte");
    assertRefused("{}".getBytes(UTF_8), "format: json");
  }

  @Test
  void aRegistryThatIsAwayRefusesNothing() throws IOException {
    byte[] record = framed(1, order());
    stored.status(500);
    assertThatThrownBy(() -> values.decode(record)).isInstanceOf(RegistryAwayException.class);
    stored.close();
    assertThatThrownBy(() -> values.decode(record)).isInstanceOf(RegistryAwayException.class);
  }

  @Test
  void aDecimalOfVeryManyDigitsIsRefused() {
    stored.hasAvro(
        "/schemas/ids/4",
        "{\"type\":\"bytes\",\"logicalType\":\"decimal\",\"precision\":9,\"scale\":2}");
    byte[] digits = new byte[2 + 501];
    digits[0] = (byte) 0xEA;
    digits[1] = 7;
    assertRefused(framed(4, digits), "a Decimal of 501 bytes");
  }

  @Test
  void anyBytesBehindASchemaIdAreReadOrRefused(RandomGenerator random) throws IOException {
    DamagedBytes.assertReadOrRefused(values, order(), random);
  }

  @Test
  void aFewBytesReserveNoMemoryAndNestNotWithoutEnd() {
    stored.hasAvro("/schemas/ids/5", "\"bytes\"");
    stored.hasAvro("/schemas/ids/6", "{\"type\":\"array\",\"items\":\"null\"}");
    stored.hasAvro(
        "/schemas/ids/7",
        "{\"type\":\"record\",\"name\":\"L\",\"fields\":[{\"name\":\"l\",\"type\":[\"null\",\"L\"]}]}");
    byte[] twoGigabytes = {(byte) 0xFE, (byte) 0xFF, (byte) 0xFF, (byte) 0xFF, 0x0F};
    byte[] nested = new byte[900_000];
    java.util.Arrays.fill(nested, (byte) 2);

    assertRefused(framed(5, twoGigabytes), "cannot be read by the Avro schema 5");
    assertRefused(framed(6, twoGigabytes), "cannot be read by the Avro schema 6");
    assertRefused(framed(7, nested), "cannot be read by the Avro schema 7");
    byte[] deep = new byte[600];
    java.util.Arrays.fill(deep, 0, 599, (byte) 2);
    assertRefused(framed(7, deep), "nests more than 100 levels deep");
  }

  private void assertRefused(byte[] value, String says) {
    assertThatThrownBy(() -> values.decode(value))
        .isInstanceOf(ApiException.class)
        .hasMessageContaining(says);
  }

  private static byte[] order() throws IOException {
    Schema.Parser parser = new Schema.Parser();
    Schema address = parser.parse(ADDRESS);
    Schema schema = parser.parse(ORDER);
    GenericData.Record to = new GenericData.Record(address);
    to.put("city", "Bonn");
    GenericData.Record order = new GenericData.Record(schema);
    order.put("customer", "c-1");
    order.put("at", 1_500_000L);
    order.put("day", 20_484);
    order.put("sum", ByteBuffer.wrap(java.math.BigInteger.valueOf(-1_234).toByteArray()));
    order.put("raw", ByteBuffer.wrap(new byte[] {1, 2}));
    order.put("ratio", 0.5);
    order.put("big", 9_007_199_254_740_993L);
    order.put("tags", List.of("a", "b"));
    order.put("more", Map.of("x", true));
    order.put("state", new GenericData.EnumSymbol(schema.getField("state").schema(), "OPEN"));
    order.put("to", to);
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    BinaryEncoder encoder = EncoderFactory.get().binaryEncoder(out, null);
    new GenericDatumWriter<GenericData.Record>(schema).write(order, encoder);
    encoder.flush();
    return out.toByteArray();
  }
}
