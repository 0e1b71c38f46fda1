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
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A schema registry with Confluent's HTTP API, which Apicurio, Karapace and Redpanda serve too.
 * Thread-safe.
 */
public final class SchemaRegistry implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofSeconds(10);
  private static final int MOST_REFERENCES = 100;

  private final Access access;
  private final HttpClient client = HttpClient.newBuilder().connectTimeout(PATIENCE).build();

  /**
   * How to reach a registry.
   *
   * @param url without a slash at its end
   * @param user and password for Basic authentication; null for none
   */
  public record Access(String url, @Nullable String user, @Nullable String password) {
    /** Leaves the password out, because this may be logged. */
    @Override
    public String toString() {
      return "Access[" + url + "]";
    }
  }

  public SchemaRegistry(Access access) {
    this.access = access;
  }

  /**
   * The schema of an id.
   *
   * @throws ApiException when there is none, or it is of another language
   * @throws RegistryAwayException when the registry does not answer
   */
  RegisteredSchema schema(int id, SchemaLanguage language) {
    JsonNode found = id < 0 ? null : get("/schemas/ids/" + id, language);
    if (found == null) {
      throw Refusal.of(
          "The value names the schema %d, which the registry does not have".formatted(id));
    }
    // Confluent's registry leaves out the type of its first language.
    String type = found.path("schemaType").asText(SchemaLanguage.AVRO.type());
    if (!type.equals(language.type())) {
      throw Refusal.of(
          "The value names the schema %d, which is no %s schema but %s"
              .formatted(id, language.spoken(), type));
    }
    return schema(found);
  }

  /**
   * A schema that another one refers to.
   *
   * @param before how many were followed before it from the same schema
   * @throws UnfitSchemaException when there is none, or there were too many
   * @throws RegistryAwayException when the registry does not answer
   */
  RegisteredSchema referenced(
      RegisteredSchema.Reference reference, SchemaLanguage language, int before)
      throws UnfitSchemaException {
    if (before >= MOST_REFERENCES) {
      throw new UnfitSchemaException(
          "it refers to more than %d other schemas".formatted(MOST_REFERENCES));
    }
    String subject = URLEncoder.encode(reference.subject(), StandardCharsets.UTF_8);
    // URLEncoder writes spaces as forms have them, not as paths.
    JsonNode found =
        get(
            "/subjects/%s/versions/%d".formatted(subject.replace("+", "%20"), reference.version()),
            language);
    if (found == null) {
      throw new UnfitSchemaException(
          "the registry does not have version %d of %s, to which it refers"
              .formatted(reference.version(), reference.subject()));
    }
    return schema(found);
  }

  @Override
  public void close() {
    client.close();
  }

  private static RegisteredSchema schema(JsonNode found) {
    List<RegisteredSchema.Reference> references = new ArrayList<>();
    for (JsonNode each : found.path("references")) {
      references.add(
          new RegisteredSchema.Reference(
              each.path("name").asText(),
              each.path("subject").asText(),
              each.path("version").asInt()));
    }
    return new RegisteredSchema(found.path("schema").asText(), references);
  }

  /** What the registry has there; null when it has nothing. */
  private @Nullable JsonNode get(String path, SchemaLanguage language) {
    try {
      HttpResponse<byte[]> answer =
          client.send(request(path + query(language)), BodyHandlers.ofByteArray());
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

  private static String query(SchemaLanguage language) {
    return language.format().isEmpty() ? "" : "?format=" + language.format();
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
