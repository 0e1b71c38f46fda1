package com.traitly.benchmarks.load;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * What is asked of a server, again and again from the start.
 *
 * @param what in words
 * @param method POST or GET
 * @param items how many of what is counted one request has
 * @param lines for a POST the bodies, for a GET the paths with their queries
 */
public record Requests(String what, String method, int items, List<String> lines) {
  private static final String POST = "POST";

  /** Bodies to post to the server's address. */
  public static Requests posts(String what, int items, List<String> bodies) {
    return new Requests(what, POST, items, bodies);
  }

  /** Paths to get. */
  public static Requests gets(String what, List<String> paths) {
    return new Requests(what, "GET", 1, paths);
  }

  /** What a server answers when all is well. */
  int expectedStatus() {
    return method.equals(POST) ? 201 : 200;
  }

  /** Writes one a line. */
  public Path writeTo(Path directory) throws IOException {
    return Files.write(Files.createTempFile(directory, "requests", ".txt"), lines);
  }

  /** Each as a whole HTTP/1.1 request. */
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
                target.apiKey(),
                body.getBytes(UTF_8).length)
            .replace("\n", "\r\n")
        + body;
  }
}
