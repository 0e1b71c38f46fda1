package com.traitly.systemtests.caller;

import com.traitly.contracts.json.Json;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPOutputStream;

/**
 * A request as a row of a table writes it. {@code ${name}} in the path, body, headers or
 * authorization stands for a value that an earlier row kept. Immutable.
 *
 * @param path below {@code /api/v1}, unless it begins with {@code /api} or {@code /health}
 * @param authorization the header's value; empty for none
 * @param headers name, value, name, value …
 */
@SuppressWarnings("ArrayRecordComponent") // carries the body, is never compared
public record Call(
    String method, String path, byte[] body, String authorization, List<String> headers) {
  private static final String BASE = "/api/v1";

  public static Call get(String path) {
    return of("GET", path, "");
  }

  public static Call post(String path, String body) {
    return of("POST", path, body);
  }

  public static Call put(String path, String body) {
    return of("PUT", path, body);
  }

  public static Call patch(String path, String body) {
    return of("PATCH", path, body);
  }

  public static Call delete(String path) {
    return of("DELETE", path, "");
  }

  public static Call of(String method, String path, String body) {
    boolean whole = path.startsWith("/api/") || path.startsWith("/health");
    return new Call(
        method,
        whole ? path : BASE + path,
        body.getBytes(StandardCharsets.UTF_8),
        "Token ${key}",
        List.of());
  }

  public Call with(String header, String value) {
    List<String> more = new ArrayList<>(headers);
    more.add(header);
    more.add(value);
    return new Call(method, path, body, authorization, List.copyOf(more));
  }

  /** Returns the same request with this {@code Authorization}; empty for none. */
  public Call as(String value) {
    return new Call(method, path, body, value, headers);
  }

  public Call gzip() {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (GZIPOutputStream out = new GZIPOutputStream(bytes)) {
      out.write(body);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return new Call(method, path, bytes.toByteArray(), authorization, headers)
        .with("Content-Encoding", "gzip");
  }

  /** Returns the same request with kept values filled in. */
  public Call filled(Map<String, String> kept) {
    List<String> filledHeaders = headers.stream().map(each -> fill(each, kept)).toList();
    return new Call(
        method,
        fill(path, kept),
        headers.contains("gzip")
            ? body
            : fill(new String(body, StandardCharsets.UTF_8), kept).getBytes(StandardCharsets.UTF_8),
        fill(authorization, kept),
        filledHeaders);
  }

  /** Returns a JSON string of this many characters. */
  public static String text(int length) {
    return Json.array().add("x".repeat(length)).get(0).toString();
  }

  /** Returns a JSON array of this many events of one customer. */
  public static String events(String customer, int count, String more) {
    String one = "{\"customer_id\":\"" + customer + "\",\"name\":\"n\"" + more + "}";
    return "[" + String.join(",", java.util.Collections.nCopies(count, one)) + "]";
  }

  private static String fill(String text, Map<String, String> kept) {
    String filled = text;
    for (Map.Entry<String, String> each : kept.entrySet()) {
      filled = filled.replace("${" + each.getKey() + "}", each.getValue());
    }
    return filled;
  }
}
