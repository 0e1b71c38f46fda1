package com.traitly.gateway.segment;

import com.traitly.gateway.GatewayFixture;
import com.traitly.testkit.spec.HttpContract;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.Base64;

/** Calls a gateway as SDKs of Segment do: it adds no header by itself. */
final class SegmentClient implements AutoCloseable {
  static final String KEY = "collect.write@acme";

  private final HttpClient client = HttpClient.newHttpClient();
  private final GatewayFixture gateway;

  SegmentClient(GatewayFixture gateway) {
    this.gateway = gateway;
  }

  /** The headers with a key as the user of Basic authentication. */
  static String[] basic(String key) {
    byte[] user = (key + ":").getBytes(StandardCharsets.UTF_8);
    return new String[] {"Authorization", "Basic " + Base64.getEncoder().encodeToString(user)};
  }

  /** A body with the right key, answered as described. */
  HttpResponse<String> post(String path, String body) throws IOException, InterruptedException {
    return HttpContract.check(send("POST", path, body, basic(KEY)));
  }

  HttpResponse<String> send(String method, String path, String body, String... headers)
      throws IOException, InterruptedException {
    return send(method, path, body.getBytes(StandardCharsets.UTF_8), headers);
  }

  HttpResponse<String> send(String method, String path, byte[] body, String... headers)
      throws IOException, InterruptedException {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(gateway.server.baseUrl() + path))
            .method(method, BodyPublishers.ofByteArray(body));
    if (headers.length > 0) {
      request.headers(headers);
    }
    return client.send(request.build(), BodyHandlers.ofString());
  }

  @Override
  public void close() {
    client.close();
  }
}
