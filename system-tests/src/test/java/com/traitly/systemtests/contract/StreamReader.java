package com.traitly.systemtests.contract;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** Reads a stream of what happens now into a file, as it comes, until it is closed or ends. */
final class StreamReader implements AutoCloseable {
  private final HttpClient client = HttpClient.newHttpClient();

  StreamReader(String address, String key, Path into) throws IOException {
    Files.createFile(into);
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(address)).header("Authorization", "Token " + key).build();
    var unused =
        client
            .sendAsync(request, BodyHandlers.ofInputStream())
            .thenAcceptAsync(answer -> copy(answer.body(), into));
  }

  @Override
  public void close() {
    client.shutdownNow();
  }

  /** When it ends, the file has no more; whoever waits for more says so. */
  private static void copy(InputStream stream, Path into) {
    byte[] buffer = new byte[8_192];
    try (InputStream in = stream) {
      for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
        Files.write(into, java.util.Arrays.copyOf(buffer, read), StandardOpenOption.APPEND);
      }
    } catch (IOException closed) {
      // The test is over, or the stream broke.
    }
  }
}
