package com.traitly.gateway;

import static com.traitly.gateway.GatewayFixture.TOPICS;
import static com.traitly.gateway.GatewayFixture.json;
import static org.assertj.core.api.Assertions.assertThat;

import com.traitly.contracts.model.Event;
import com.traitly.gateway.http.RequestLimits;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which bodies are a batch, which are one event, and which are neither. */
final class BatchDocumentsTest {
  private static final String GOOD = "{\"customer_id\":1,\"name\":\"a\"}";

  private final GatewayFixture gateway = GatewayFixture.acknowledging();

  @AfterEach
  void stop() {
    gateway.close();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      quoteCharacter = '`',
      value = {
        "{\"batch\":[G,G]};2",
        "` \n{ \"batch\" : [ G , G ] } \n`;2",
        "[G];1",
        "`\n [ G,\n G]\n`;2",
        "`G\nG`;2",
        "`\r\n G \r\n\r\n G\r\n`;2",
        "{\"customer_id\":1,\"name\":\"a\",\"batch\":[7]};1",
        "{\"batch\":[],\"customer_id\":1,\"name\":\"a\"};1",
        "{\"batch\":\"B7\",\"customer_id\":1,\"name\":\"a\"};1",
        "`{\n\"customer_id\":1,\n\"name\":\"a\"\n}`;1"
      })
  void storesEachEventOfABody(String body, int events) throws Exception {
    var response = gateway.post("/api/event", body.replace("G", GOOD));

    assertThat(response.statusCode()).isEqualTo(201);
    assertThat(json(response).path("data")).hasSize(events);
    assertThat(gateway.sent(TOPICS.events()))
        .hasSize(events)
        .allSatisfy(event -> assertThat(event.customerId()).isEqualTo("1"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      quoteCharacter = '`',
      value = {
        "{\"batch\":[]};invalid_field;at least one item",
        "{\"batch\":{}};invalid_field;at least one item",
        "{\"batch\":null};invalid_field;at least one item",
        "{\"batch\":[G],\"validate\":true};invalid_field;nothing beside it",
        "{\"source\":\"x\",\"batch\":[G]};invalid_field;nothing beside it",
        "{\"batch\":[G],\"batch\":[G]};malformed_json;'batch' is there twice",
        "{\"batch\":[G]} G;malformed_json;follows its end",
        "[G] ];malformed_json;closes that none opened",
        "[G}];malformed_json;closes that none opened",
        "[G;malformed_json;ends before",
        "G G;malformed_json;follows its end",
        "[];invalid_field;at least one item",
        "` `;malformed_json;is empty",
        "\"G;malformed_json;JSON",
        "\"text\";invalid_field;must be a JSON object"
      })
  void refusesWhatIsNeither(String body, String code, String message) throws Exception {
    var response = gateway.post("/api/event", body.replace("G", GOOD));

    assertThat(response.statusCode()).isEqualTo(400);
    assertThat(json(response).path("code").textValue()).isEqualTo(code);
    assertThat(json(response).path("detail").textValue()).contains(message);
    assertThat(gateway.keys()).isEmpty();
  }

  @Test
  void aBodyThatBreaksOffStoresNothingOfIt() throws Exception {
    var response = gateway.post("/api/event", "[" + (GOOD + ",").repeat(100) + "{\"name\":");

    assertThat(response.statusCode()).isEqualTo(400);
    assertThat(gateway.keys()).isEmpty();
  }

  @Test
  void linesAreJudgedByThemselves() throws Exception {
    String body = String.join("\n", GOOD, GOOD + GOOD, "[" + GOOD + "]", "{\"a\":1,\"a\":2}", GOOD);

    var response = gateway.post("/api/event", body, "Content-Type", "application/x-ndjson");

    assertThat(response.statusCode()).isEqualTo(207);
    assertThat(json(response).path("data").findValuesAsText("success"))
        .containsExactly("1", "0", "0", "0", "1");
    assertThat(json(response).at("/data/1/error/code").textValue()).isEqualTo("malformed_json");
    assertThat(json(response).at("/data/2/error/code").textValue()).isEqualTo("invalid_field");
    assertThat(json(response).at("/data/3/error/message").textValue()).contains("there twice");
  }

  @ParameterizedTest
  @CsvSource({"0,201", "1,413"})
  void anItemMayHaveSoManyBytesAsSent(int more, int status) throws Exception {
    String start = "{\"customer_id\":1,\"name\":\"a\",\"note\":\"";
    int room = RequestLimits.ITEM_BYTES - start.length() - 2;
    String body = start + "x".repeat(room + more) + "\"}";

    assertThat(gateway.post("/api/event", " " + body + " ").statusCode()).isEqualTo(status);
  }

  @ParameterizedTest
  @CsvSource({"0,201", "1,413"})
  void aBatchMayHaveSoManyItems(int more, int status) throws Exception {
    String items = (GOOD + ",").repeat(RequestLimits.BATCH_ITEMS - 1 + more) + GOOD;
    String lines = (GOOD + "\n").repeat(RequestLimits.BATCH_ITEMS + more);

    assertThat(gateway.post("/api/event", "[" + items + "]").statusCode()).isEqualTo(status);
    assertThat(gateway.post("/api/event", "{\"batch\":[" + items + "]}").statusCode())
        .isEqualTo(status);
    assertThat(gateway.post("/api/event", lines).statusCode()).isEqualTo(status);
  }

  @Test
  void oneEventMayHaveAListOfMoreThanABatchMay() throws Exception {
    String list = "7,".repeat(RequestLimits.BATCH_ITEMS) + "7";
    String rest = "],\"customer_id\":1,\"name\":\"a\"}";

    assertThat(gateway.post("/api/event", "{\"batch\":[" + list + rest).statusCode())
        .isEqualTo(201);
    assertThat(gateway.sent(TOPICS.events()))
        .singleElement()
        .satisfies(event ->
            assertThat(event.properties().get("batch")).hasSize(RequestLimits.BATCH_ITEMS + 1));
  }

  @Test
  void propertiesAreKeptAsSent() throws Exception {
    gateway.post(
        "/api/event",
        "{\"p\":1.50,\"customer_id\":1,\"q\":{\"name\":\"x\"},\"name\":\"a\",\"r\":\"\\u00e9\"}");

    Event event = gateway.sent(TOPICS.events()).getFirst();
    assertThat(event.properties())
        .containsOnlyKeys("p", "q", "r")
        .containsEntry("p", GatewayFixture.parse("1.50"))
        .containsEntry("q", GatewayFixture.parse("{\"name\":\"x\"}"))
        .containsEntry("r", GatewayFixture.parse("\"é\""));
  }

  /** Ten mebibytes that would become ten gibibytes. */
  @Test
  void aBombIsRefusedBeforeItUnfolds() throws Exception {
    byte[] bomb = bomb(1_000);
    assertThat(bomb.length).isBetween(9 << 20, RequestLimits.BATCH_BYTES);
    var threads = (com.sun.management.ThreadMXBean) ManagementFactory.getThreadMXBean();
    long before = threads.getTotalThreadAllocatedBytes();

    var response = gateway.send("POST", "/api/event", bomb, "Content-Encoding", "gzip");

    assertThat(response.statusCode()).isEqualTo(413);
    assertThat(json(response).path("detail").textValue()).contains("10 MiB");
    assertThat(threads.getTotalThreadAllocatedBytes() - before).isLessThan(200L << 20);
  }

  /** Gzip may have many members one after the other; it inflates to the contents of all. */
  private static byte[] bomb(int members) throws IOException {
    var member = new ByteArrayOutputStream();
    try (var gzip = new GZIPOutputStream(member)) {
      gzip.write(new byte[10 << 20]);
    }
    var bomb = new ByteArrayOutputStream();
    for (int i = 0; i < members; i++) {
      bomb.writeBytes(member.toByteArray());
    }
    return bomb.toByteArray();
  }
}
