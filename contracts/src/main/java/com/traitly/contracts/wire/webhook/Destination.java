package com.traitly.contracts.wire.webhook;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.traitly.contracts.json.Json;
import com.traitly.contracts.webhook.EncryptedDestination;
import com.traitly.contracts.webhook.EncryptedText;
import com.traitly.contracts.webhook.Endpoint;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * An endpoint's URL and its owner's headers, in full. Not a record, because its toString would
 * write secrets to a log. Immutable.
 */
public final class Destination {
  /** Replaces what is not shown. */
  public static final String MASK = "***";

  private static final int SHORTEST_SECRET = 4;
  private static final String OWNER_SUFFIX = "/destination";

  private final String url;
  private final Map<String, String> headers;
  private final String shown;
  private final List<String> secrets;

  /** Copies the headers, keeping their order. */
  public Destination(String url, Map<String, String> headers) {
    this.url = url;
    this.headers = Collections.unmodifiableMap(new LinkedHashMap<>(headers));
    ReceiverUrl parsed = parsed(url);
    shown = parsed == null ? MASK : UrlMask.shown(parsed);
    secrets = secrets(headers, parsed);
  }

  /** The URL in its one form, see {@link ReceiverUrl}. */
  public String url() {
    return url;
  }

  /** The owner's headers. */
  public Map<String, String> headers() {
    return headers;
  }

  /**
   * The owner that the encrypted text is bound to, so no other text of the endpoint opens in its
   * place.
   */
  public static String owner(String endpointId) {
    return endpointId + OWNER_SUFFIX;
  }

  /** The destination as it is stored, encrypted by {@code seal}. */
  public EncryptedDestination sealed(Function<String, EncryptedText> seal) {
    ObjectNode json = Json.object().put(EndpointJson.URL, url);
    ObjectNode values = json.putObject(EndpointJson.HEADERS);
    headers.forEach(values::put);
    return new EncryptedDestination(
        shown,
        Collections.unmodifiableSet(new LinkedHashSet<>(headers.keySet())),
        seal.apply(json.toString()));
  }

  /** Reads the decrypted text. */
  public static Destination read(String text) {
    JsonNode json = Json.read(text.getBytes(StandardCharsets.UTF_8));
    Map<String, String> headers = new LinkedHashMap<>();
    json.path(EndpointJson.HEADERS)
        .properties()
        .forEach(each -> headers.put(each.getKey(), each.getValue().asText()));
    return new Destination(json.required(EndpointJson.URL).asText(), headers);
  }

  /** The destination of an endpoint; {@code keys} decrypts a text for its owner. */
  public static Destination open(
      Endpoint endpoint, BiFunction<EncryptedText, String, String> keys) {
    return read(keys.apply(endpoint.destination().sealed(), owner(endpoint.id())));
  }

  private static @Nullable ReceiverUrl parsed(String url) {
    try {
      return ReceiverUrl.parse(url);
    } catch (IllegalArgumentException noUrl) {
      return null;
    }
  }

  /** A text from the receiver, with the secrets masked that were sent to it. */
  public String masked(String text) {
    String masked = text;
    for (String each : secrets) {
      masked = masked.replace(each, MASK);
    }
    return masked;
  }

  /** Longest first: a secret that is part of another must not leave the rest of it unmasked. */
  private static List<String> secrets(Map<String, String> headers, @Nullable ReceiverUrl parsed) {
    List<String> secrets = new ArrayList<>();
    for (String value : headers.values()) {
      secrets.add(value.strip());
      // Of "Bearer abc" the receiver may repeat "abc" alone.
      secrets.add(value.substring(value.lastIndexOf(' ') + 1));
    }
    if (parsed != null) {
      UrlMask.hidden(parsed)
          .forEach(each -> {
            secrets.add(each);
            secrets.add(UrlText.decoded(each));
          });
    }
    secrets.removeIf(each -> each.length() < SHORTEST_SECRET);
    secrets.sort(Comparator.comparingInt(String::length).reversed());
    return secrets;
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof Destination that
        && url.equals(that.url)
        && headers.equals(that.headers);
  }

  @Override
  public int hashCode() {
    return 31 * url.hashCode() + headers.hashCode();
  }

  /** Leaves secrets out, because this may be logged. */
  @Override
  public String toString() {
    return "Destination[" + shown + "]";
  }
}
