package com.traitly.gateway.sources.format;

import com.fasterxml.jackson.databind.JsonNode;
import com.traitly.contracts.error.ApiException;
import com.traitly.contracts.json.Json;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.avro.AvroRuntimeException;
import org.apache.avro.Schema;
import org.jspecify.annotations.Nullable;

/**
 * A schema registry with Confluent's HTTP API, which Apicurio, Karapace and Redpanda serve too. A
 * schema never changes under its id, so each is read once. Thread-safe.
 */
public final class SchemaRegistry implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofSeconds(10);
  private static final int MOST_REFERENCES = 100;

  private final Access access;
  private final HttpClient client = HttpClient.newBuilder().connectTimeout(PATIENCE).build();
  private final Map<Integer, Schema> schemas = new ConcurrentHashMap<>();

  /**
   * How to reach a registry.
   *
   * @param url without a slash at its end
   * @param user and password for Basic authentication; null for none
   */
  public record Access(String url, @Nullable String user, @Nullable String password) {}

  public SchemaRegistry(Access access) {
    this.access = access;
  }

  /**
   * The Avro schema of an id.
   *
   * @throws ApiException when there is none, or it is no Avro schema
   * @throws RegistryAwayException when the registry does not answer
   */
  Schema avro(int id) {
    Schema known = schemas.get(id);
    if (known != null) {
      return known;
    }
    JsonNode found = get("/schemas/ids/" + id);
    if (found == null) {
      throw Refusal.of(
          "The value names the schema %d, which the registry does not have".formatted(id));
    }
    if (!found.path("schemaType").asText("AVRO").equals("AVRO")) {
      throw Refusal.of(
          "The value names the schema %d, which is no Avro schema but %s"
              .formatted(id, found.path("schemaType").asText()));
    }
    Schema schema = parse(id, found);
    schemas.put(id, schema);
    return schema;
  }

  @Override
  public void close() {
    client.close();
  }

  private Schema parse(int id, JsonNode found) {
    Schema.Parser parser = new Schema.Parser();
    try {
      addReferences(parser, found, 0);
      return parser.parse(found.path("schema").asText());
    } catch (AvroRuntimeException unfit) {
      throw Refusal.of("The schema %d in the registry cannot be read as Avro".formatted(id));
    }
  }

  /** Adds the types that a schema takes from other subjects, the innermost first. */
  private int addReferences(Schema.Parser parser, JsonNode schema, int before) {
    int added = before;
    for (JsonNode each : schema.path("references")) {
      if (parser.getTypes().containsKey(each.path("name").asText())) {
        continue;
      }
      JsonNode found =
          get(
              "/subjects/%s/versions/%d"
                  .formatted(
                      URLEncoder.encode(each.path("subject").asText(), StandardCharsets.UTF_8),
                      each.path("version").asInt()));
      if (found == null || added >= MOST_REFERENCES) {
        throw new AvroRuntimeException("a reference that cannot be followed");
      }
      added = addReferences(parser, found, added + 1);
      var unused = parser.parse(found.path("schema").asText());
    }
    return added;
  }

  /** What the registry has there; null when it has nothing. */
  private @Nullable JsonNode get(String path) {
    try {
      HttpResponse<byte[]> answer = client.send(request(path), BodyHandlers.ofByteArray());
      if (answer.statusCode() == 404) {
        return null;
      }
      if (answer.statusCode() != 200) {
        throw new RegistryAwayException(
            "the schema registry at %s answers %d".formatted(access.url(), answer.statusCode()));
      }
      return Json.read(answer.body());
    } catch (IOException | IllegalArgumentException e) {
      throw new RegistryAwayException(
          "the schema registry at %s does not answer as one".formatted(access.url()), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new RegistryAwayException("interrupted", e);
    }
  }

  private HttpRequest request(String path) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(access.url() + path)).timeout(PATIENCE);
    if (access.user() != null) {
      byte[] credentials =
          (access.user() + ":" + access.password()).getBytes(StandardCharsets.UTF_8);
      request.header("Authorization", "Basic " + Base64.getEncoder().encodeToString(credentials));
    }
    return request.build();
  }
}
