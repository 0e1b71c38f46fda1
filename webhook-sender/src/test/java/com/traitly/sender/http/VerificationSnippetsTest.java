package com.traitly.sender.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.standardwebhooks.Webhook;
import com.traitly.contracts.json.Json;
import com.traitly.contracts.webhook.Endpoint;
import com.traitly.contracts.webhook.EndpointFilter;
import com.traitly.contracts.webhook.SigningSecret;
import com.traitly.contracts.wire.webhook.Destination;
import com.traitly.platform.secret.MasterKeys;
import com.traitly.sender.TestSecrets;
import com.traitly.testkit.ReceivedRequest;
import com.traitly.testkit.WebhookReceiver;
import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.net.http.HttpHeaders;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Runs the snippets of docs/webhooks.md against requests as they are sent during a rotation. The
 * reference library judges the same requests.
 */
final class VerificationSnippetsTest {
  private static final Path PAGE = Path.of("..", "docs", "webhooks.md");
  private static final String NEW = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";
  private static final String OLD = "whsec_C2FVsBQIhrscChlQIMV+b5sSYspob7oD";
  private static final String OTHER = "whsec_" + MasterKeys.generate();
  private static final String BODY =
      "{\"data\":[{\"likelihood\":0.24}],\"note\":\"\u00fc \u4e16\"}";
  private static final List<Boolean> RIGHT = List.of(true, true, false, false, false, false);

  /** Requests with a secret each, in the order of {@link #RIGHT}. */
  private static final ArrayNode CASES = Json.array();

  @TempDir Path directory;

  @BeforeAll
  static void send() throws Exception {
    ReceivedRequest now = sent(InstantSource.system());
    ReceivedRequest old =
        sent(InstantSource.offset(InstantSource.system(), Duration.ofMinutes(-6)));
    HttpHeaders headers = HttpHeaders.of(now.headers(), (name, value) -> true);
    new Webhook(NEW).verify(now.body(), headers);
    new Webhook(OLD).verify(now.body(), headers);
    addCase(NEW, now, now.body());
    addCase(OLD, now, now.body());
    addCase(NEW, now, now.body().replace("0.24", "0.25"));
    addCase(OTHER, now, now.body());
    addCase(NEW, old, old.body());
    ObjectNode other = addCase(NEW, now, now.body());
    ((ObjectNode) other.required("headers")).put("webhook-id", "msg_2");
  }

  private static ReceivedRequest sent(InstantSource clock) throws Exception {
    try (var receiver = WebhookReceiver.start();
        var client =
            new WebhookClient(
                new AddressPolicy(true, true, List.of()),
                new OpenedEndpoints(TestSecrets.KEYS),
                NoListeners.INSTANCE,
                clock,
                Duration.ofSeconds(15))) {
      Endpoint endpoint =
          new Endpoint(
              "wh_1",
              TestSecrets.destination("wh_1", new Destination(receiver.url().toString(), Map.of())),
              new Endpoint.Interest(Set.of(), Set.of(), 0, EndpointFilter.NONE),
              true,
              1,
              0,
              true,
              false,
              List.of(
                  TestSecrets.signing("wh_1", NEW),
                  new SigningSecret(TestSecrets.KEYS.seal(OLD, "wh_1"), Long.MAX_VALUE)),
              0,
              0,
              null);
      client.post(
          new SignedPost(
              "acme", endpoint, "msg_1", BODY.getBytes(StandardCharsets.UTF_8), 0, false, false),
          result -> {});
      return receiver.awaitCount(1, Duration.ofSeconds(10)).getFirst();
    }
  }

  private static ObjectNode addCase(String secret, ReceivedRequest request, String body) {
    ObjectNode each = CASES.addObject().put("secret", secret).put("body", body);
    ObjectNode headers = each.putObject("headers");
    request
        .headers()
        .forEach((name, values) -> headers.put(name.toLowerCase(Locale.ROOT), values.getFirst()));
    return each;
  }

  @Test
  void python() throws Exception {
    String driver =
        """

        import json, sys
        print(json.dumps([verify(c["secret"], c["headers"], c["body"].encode())
                          for c in json.load(sys.stdin)]))
        """;
    assertThat(verdicts("python", "verify.py", driver, "python3", "verify.py")).isEqualTo(RIGHT);
  }

  @Test
  void javaScript() throws Exception {
    String driver =
        """

        const cases = JSON.parse(require("node:fs").readFileSync(0, "utf8"));
        console.log(JSON.stringify(
          cases.map((c) => verify(c.secret, c.headers, Buffer.from(c.body)))));
        """;
    assertThat(verdicts("javascript", "verify.js", driver, "node", "verify.js")).isEqualTo(RIGHT);
  }

  @Test
  void java() throws Exception {
    Files.writeString(directory.resolve("Webhooks.java"), snippet("java"));
    Path classes = Files.createDirectory(directory.resolve("classes"));
    int compiled =
        ToolProvider.getSystemJavaCompiler()
            .run(
                null,
                null,
                null,
                "-d",
                classes.toString(),
                directory.resolve("Webhooks.java").toString());
    assertThat(compiled).isZero();
    try (var loader = new URLClassLoader(new URL[] {classes.toUri().toURL()})) {
      var verify =
          loader.loadClass("Webhooks").getMethod("verify", String.class, Map.class, byte[].class);
      for (int i = 0; i < RIGHT.size(); i++) {
        JsonNode each = CASES.get(i);
        Map<String, String> headers = new HashMap<>();
        each.path("headers")
            .properties()
            .forEach(h -> headers.put(h.getKey(), h.getValue().asText()));
        Object verdict =
            verify.invoke(
                null,
                each.path("secret").asText(),
                headers,
                each.path("body").asText().getBytes(StandardCharsets.UTF_8));
        assertThat(verdict).as("case %d", i).isEqualTo(RIGHT.get(i));
      }
    }
  }

  private List<Boolean> verdicts(String language, String file, String driver, String... command)
      throws Exception {
    assumeThat(onThisMachine(command[0])).as(command[0] + " is on this machine").isTrue();
    Files.writeString(directory.resolve(file), snippet(language) + driver);
    Path cases = Files.write(directory.resolve("cases.json"), Json.bytes(CASES));
    Process process =
        new ProcessBuilder(command)
            .directory(directory.toFile())
            .redirectInput(cases.toFile())
            .redirectErrorStream(true)
            .start();
    String printed = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
    assertThat(process.exitValue()).as(printed).isZero();
    List<Boolean> verdicts = new ArrayList<>();
    Json.read(printed.getBytes(StandardCharsets.UTF_8))
        .forEach(each -> verdicts.add(each.asBoolean()));
    return verdicts;
  }

  private static boolean onThisMachine(String program) {
    try {
      return new ProcessBuilder(program, "--version")
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .start()
              .waitFor()
          == 0;
    } catch (IOException notThere) {
      return false;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  /** The page's code block in a language; the page has one of each. */
  private static String snippet(String language) throws IOException {
    Matcher blocks =
        Pattern.compile("(?s)```" + language + "\n(.*?)```").matcher(Files.readString(PAGE));
    assertThat(blocks.find()).as("the page has a block of " + language).isTrue();
    String code = blocks.group(1);
    assertThat(blocks.find()).as("and only one").isFalse();
    return code;
  }
}
