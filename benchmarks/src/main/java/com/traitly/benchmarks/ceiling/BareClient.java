package com.traitly.benchmarks.ceiling;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Semaphore;
import org.eclipse.jetty.client.BytesRequestContent;
import org.eclipse.jetty.client.HttpClient;
import org.eclipse.jetty.client.Request;
import org.eclipse.jetty.http.HttpMethod;

/**
 * The least that a sender could do: the same body posted again and again by an asynchronous client,
 * neither signed nor remembered.
 */
public final class BareClient {
  private BareClient() {}

  /**
   * Arguments: URL, how many requests, how many at once, a file with the body. Prints when it
   * starts, and stays until it is killed.
   */
  public static void main(String[] args) throws Exception {
    byte[] body = Files.readAllBytes(Path.of(args[3]));
    int atOnce = Integer.parseInt(args[2]);
    Semaphore free = new Semaphore(atOnce);
    HttpClient http = new HttpClient();
    http.setMaxConnectionsPerDestination(atOnce);
    http.start();
    System.out.println("posting to " + args[0]);
    for (int i = 0; i < Integer.parseInt(args[1]); i++) {
      free.acquire();
      Request request =
          http.newRequest(args[0])
              .method(HttpMethod.POST)
              .body(new BytesRequestContent("application/json", body));
      int number = i;
      request
          .headers(fields -> fields.put("webhook-id", "bare-" + number))
          .send(result -> {
            free.release();
            if (result.isFailed() || result.getResponse().getStatus() != 200) {
              throw new IllegalStateException("refused", result.getFailure());
            }
          });
    }
    Thread.currentThread().join();
  }
}
