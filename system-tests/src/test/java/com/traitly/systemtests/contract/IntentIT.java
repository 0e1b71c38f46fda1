package com.traitly.systemtests.contract;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.traitly.contracts.json.Json;
import com.traitly.platform.config.Config;
import com.traitly.platform.lifecycle.CloseAll;
import com.traitly.standalone.Standalone;
import com.traitly.testkit.process.LocalSettings;
import com.traitly.testkit.spec.HttpContract;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Who calls for the first time and gets it wrong is told what was most likely meant. */
class IntentIT {
  private static final CloseAll STARTED = new CloseAll();
  private static final HttpClient CLIENT = HttpClient.newHttpClient();
  private static Standalone product;

  @BeforeAll
  static void start(@TempDir Path directory) {
    product = STARTED.add(Standalone.start(Config.of(LocalSettings.in(directory))));
  }

  @AfterAll
  static void stop() {
    STARTED.close();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          POST  | /api/v1/events                  | {}            | 404 | did you mean /api/v1/event?
          POST  | /event                          | {}            | 404 | did you mean /api/v1/event?
          GET   | /api/v2/users/5                 | ``            | 404 | did you mean /api/v1/customer/5?
          GET   | /api/v1/customer/5/events       | ``            | 404 | did you mean /api/v1/event?customer_id=5?
          GET   | /api/v1/recommendations         | ``            | 404 | did you mean /api/v1/recommended-next-actions?
          GET   | /api/v1/dead-letters            | ``            | 404 | did you mean /api/v1/dead-letter?
          GET   | /healthz                        | ``            | 404 | did you mean /health/ready?
          GET   | /swagger                        | ``            | 404 | did you mean /docs?
          GET   | /nothing/like/it                | ``            | 404 | addresses begin with /api/v1
          PUT   | /api/v1/event                   | {}            | 405 | did you mean POST?
          POST  | /api/v1/goal/g                  | {}            | 405 | did you mean PUT?
          GET   | /api/v1/event?customerid=5      | ``            | 400 | did you mean customer_id?
          POST  | /api/v1/event                   | {"customerId":"5","name":"a"}   | 400 | did you mean customer_id by 'customerId'?
          POST  | /api/v1/event                   | {"userId":"5","name":"a"}       | 400 | did you mean customer_id by 'userId'?
          POST  | /api/v1/event                   | {"customer_id":"5","event":"a"} | 400 | did you mean name by 'event'?
          POST  | /api/v1/customer                | {"customer_id":"5","name":"a","mail":"a@b.c","plan":"p"} | 400 | did you mean email by 'mail'?
          POST  | /api/v1/webhook                 | {"callback_url":"http://a"}     | 400 | did you mean url by 'callback_url'?
          POST  | /api/v1/event                   | customer_id=5&name=a            | 400 | it is a form; send JSON instead
          POST  | /api/v1/event                   | @events.ndjson                  | 400 | curl sends the file itself with --data-binary
          POST  | /api/v1/event                   | <event/>                        | 400 | it is XML or HTML
          POST  | /api/v1/customer                | {'customer_id': '5'}            | 400 | it has single quotes
          """)
  void whatWasMeantIsSaid(String method, String address, String body, int status, String says)
      throws Exception {
    HttpResponse<byte[]> answer =
        send(method, address, body, "Authorization", "Token " + product.apiKey());

    assertThat(answer.statusCode()).isEqualTo(status);
    assertThat(text(answer)).contains(says);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          /api/v1/event            | Authorization | %s                | The word Token before the API key is missing
          /api/v1/event            | Authorization | Basic dTpw        | User names and passwords are not used here
          /api/v1/event            | Authorization | Token             | The API key after the word Token is missing
          /api/v1/event            | Authorization | Token "%s"        | without quotes or brackets around it
          /api/v1/event            | X-API-Key     | %s                | X-API-Key is not read here
          /api/v1/customer         | Api-Key       | %s                | Api-Key is not read here
          /api/v1/event?api_key=%s | Accept        | application/json  | The parameter api_key is not read here
          /api/v1/goal             | Accept        | application/json  | Authorization: Token
          """)
  void aKeyThatIsSentWronglyIsAnsweredWithWhereItBelongs(
      String address, String header, String value, String says) throws Exception {
    String key = product.apiKey();
    HttpResponse<byte[]> answer =
        send("GET", address.formatted(key), "", header, value.formatted(key));

    assertThat(answer.statusCode()).isEqualTo(401);
    assertThat(text(answer)).contains(says).doesNotContain(key);
  }

  @Test
  void theRootLeadsABrowserToTheDocumentation() throws Exception {
    HttpResponse<byte[]> answer =
        send("GET", "/", "", "Accept", "text/html,application/xhtml+xml,*/*;q=0.8");

    assertThat(answer.statusCode()).isEqualTo(302);
    assertThat(answer.headers().firstValue("Location")).contains("/docs");
    assertThat(answer.headers().firstValue("Vary")).contains("Accept");
    HttpResponse<byte[]> docs = page("/docs");
    assertThat(docs.statusCode()).isEqualTo(200);
    assertThat(docs.headers().firstValue("Content-Type")).get().asString().contains("text/html");
  }

  @Test
  void theRootGivesAClientLinksThatAllWork() throws Exception {
    HttpResponse<byte[]> answer = send("GET", "/", "", "Accept", "*/*");

    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.headers().firstValue("Vary")).contains("Accept");
    JsonNode links = Json.read(answer.body()).path("links");
    assertThat(links.path("api").asText()).isEqualTo("/api/v1");
    assertThat(links.size()).isGreaterThanOrEqualTo(5);
    for (JsonNode link : links) {
      if (!link.asText().equals("/api/v1")) {
        assertThat(page(link.asText()).statusCode()).as(link.asText()).isEqualTo(200);
      }
    }
  }

  /** The document describes the API, not every page beside it. */
  private static HttpResponse<byte[]> page(String address) throws Exception {
    HttpRequest request = HttpRequest.newBuilder(URI.create(product.baseUrl() + address)).build();
    return CLIENT.send(request, BodyHandlers.ofByteArray());
  }

  private static HttpResponse<byte[]> send(
      String method, String address, String body, String header, String value) throws Exception {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(product.baseUrl() + address))
            .method(
                method,
                body == null || body.isEmpty()
                    ? BodyPublishers.noBody()
                    : BodyPublishers.ofString(body))
            .header(header, value)
            .build();
    return HttpContract.check(CLIENT.send(request, BodyHandlers.ofByteArray()));
  }

  /** All sentences of an answer, without what JSON escapes. */
  private static String text(HttpResponse<byte[]> answer) {
    return Json.read(answer.body()).findValuesAsText("detail")
        + " "
        + Json.read(answer.body()).findValuesAsText("message");
  }
}
