package com.traitly.contracts.wire.webhook;

import static com.traitly.contracts.wire.webhook.EndpointJson.HEADERS;
import static com.traitly.contracts.wire.webhook.EndpointJson.URL;

import com.fasterxml.jackson.databind.JsonNode;
import com.traitly.contracts.json.ObjectReader;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads and checks the URL and the headers of a caller's endpoint. */
record DestinationReader(ObjectReader body, boolean httpAllowed) {
  private static final int MAX_HEADER = 2_000;
  private static final int MAX_HEADERS = 50;
  private static final Pattern HEADER_NAME = Pattern.compile("[A-Za-z0-9!#$%&'*+.^_`|~-]{1,100}");
  private static final Pattern OUR_HEADER =
      Pattern.compile(
          "(?i)host|user-agent|accept|accept-encoding|content-(type|length|encoding)|connection"
              + "|expect|keep-alive|proxy-connection|te|trailer|transfer-encoding|upgrade"
              + "|(webhook|traitly)-.*");

  Destination read() {
    return new Destination(url(), headers());
  }

  private String url() {
    String text = body.required(URL, ReceiverUrl.MAX_LENGTH);
    if (text == null) {
      return "";
    }
    if (text.contains(Destination.MASK)) {
      body.invalid(
          URL,
          "must be the whole address: %s stands for what is not shown".formatted(Destination.MASK));
      return "";
    }
    try {
      ReceiverUrl url = ReceiverUrl.parse(text);
      if (url.scheme().equals("http") && !httpAllowed) {
        body.invalid(
            URL, "must say https: plain http is not allowed here, see TRAITLY_WEBHOOK_ALLOW_HTTP");
      }
      return url.toString();
    } catch (IllegalArgumentException e) {
      body.invalid(URL, String.valueOf(e.getMessage()));
      return "";
    }
  }

  private Map<String, String> headers() {
    Map<String, String> headers = new LinkedHashMap<>();
    ObjectReader reader = body.object(HEADERS);
    JsonNode json = body.value(HEADERS);
    if (reader == null || json == null) {
      return headers;
    }
    if (json.size() > MAX_HEADERS) {
      body.invalid(HEADERS, "must be at most " + MAX_HEADERS);
    }
    json.properties()
        .forEach(entry -> {
          String value = headerValue(entry.getKey(), entry.getValue());
          if (value == null
              || headers.keySet().stream().anyMatch(entry.getKey()::equalsIgnoreCase)) {
            reader.invalid(
                entry.getKey(),
                "must be a header we do not set, once, with a printable text value");
          } else if (value.strip().equals(Destination.MASK)) {
            reader.invalid(
                entry.getKey(),
                "must have its value: %s stands for what is not shown".formatted(Destination.MASK));
          } else {
            headers.put(entry.getKey(), value);
          }
        });
    return headers;
  }

  private static @Nullable String headerValue(String name, JsonNode value) {
    boolean allowed =
        HEADER_NAME.matcher(name).matches()
            && !OUR_HEADER.matcher(name).matches()
            && value.isTextual()
            && value.textValue().length() <= MAX_HEADER
            && value.textValue().chars().allMatch(c -> c >= ' ' && c < 127);
    return allowed ? value.textValue() : null;
  }
}
