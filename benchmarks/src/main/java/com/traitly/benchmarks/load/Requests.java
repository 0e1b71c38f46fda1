package com.traitly.benchmarks.load;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.traitly.benchmarks.harness.Services;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Requests that are sent to a server again and again, from the first to the last.
 *
 * @param what their name in words
 * @param method POST or GET
 * @param items the number of counted items in one request
 * @param lines the bodies for a POST, the paths with their queries for a GET
 */
public record Requests(String what, String method, int items, List<String> lines) {
  private static final String POST = "POST";

  /** Makes POST requests with these bodies to the server's address. */
  public static Requests posts(String what, int items, List<String> bodies) {
    return new Requests(what, POST, items, bodies);
  }

  /** Makes batches of one kind of event each, of one customer after the other. */
  public static Requests batches(int bodies, int batch, IntFunction<String> customer) {
    return posts(
        "batches of events",
        batch,
        IntStream.range(0, bodies)
            .mapToObj(body ->
                IntStream.range(body * batch, (body + 1) * batch)
                    .mapToObj(customer)
                    .map("{\"customer_id\":\"%s\",\"name\":\"Log In\"}"::formatted)
                    .collect(Collectors.joining(",", "[", "]")))
            .toList());
  }

  /** Makes GET requests of these paths. */
  public static Requests gets(String what, List<String> paths) {
    return new Requests(what, "GET", 1, paths);
  }

  /** Returns the status of a successful answer. */
  int expectedStatus() {
    return method.equals(POST) ? 201 : 200;
  }

  /** Writes the lines to a file. */
  public Path writeTo(Path directory) throws IOException {
    return Files.write(Files.createTempFile(directory, "requests", ".txt"), lines);
  }

  /** Returns each request as the bytes of HTTP/1.1. */
  List<byte[]> raw(Target target) {
    return lines.stream().map(line -> raw(target, line).getBytes(UTF_8)).toList();
  }

  private String raw(Target target, String line) {
    boolean post = method.equals(POST);
    String body = post ? line : "";
    return """
    %s %s HTTP/1.1
    Host: %s:%d
    Authorization: Token %s
    Content-Type: application/json
    Content-Length: %d

    """
            .formatted(
                method,
                post ? target.url().getPath() : line,
                target.url().getHost(),
                target.url().getPort(),
                Services.API_KEY,
                body.getBytes(UTF_8).length)
            .replace("\n", "\r\n")
        + body;
  }
}
