package com.traitly.benchmarks.ceiling;

import java.util.concurrent.Semaphore;
import org.eclipse.jetty.client.BytesRequestContent;
import org.eclipse.jetty.client.HttpClient;
import org.eclipse.jetty.http.HttpMethod;
import org.eclipse.jetty.util.thread.Invocable.InvocationType;

/** Posts bodies with an asynchronous client, unsigned, up to a limit at once. Thread-safe. */
final class BarePoster implements AutoCloseable {
  private final String url;
  private final Semaphore free;
  private final HttpClient http = new HttpClient();

  BarePoster(String url, int atOnce) throws Exception {
    this.url = url;
    free = new Semaphore(atOnce);
    http.setMaxConnectionsPerDestination(atOnce);
    http.getHttpClientTransport().setInvocationType(InvocationType.NON_BLOCKING);
    http.start();
  }

  /** Takes a place for a request; false when no place is free. */
  boolean enter() {
    return free.tryAcquire();
  }

  /** Waits until a place is free and takes it. */
  void awaitRoom() throws InterruptedException {
    free.acquire();
  }

  /** Posts in the place that was taken; {@code done} runs on a thread of the client. */
  void post(String id, byte[] body, Runnable done) {
    http.newRequest(url)
        .method(HttpMethod.POST)
        .body(new BytesRequestContent("application/json", body))
        .headers(fields -> fields.put("webhook-id", id))
        .send(result -> {
          free.release();
          if (result.isFailed() || result.getResponse().getStatus() != 200) {
            throw new IllegalStateException("refused", result.getFailure());
          }
          done.run();
        });
  }

  @Override
  public void close() {
    try {
      http.stop();
    } catch (Exception e) {
      throw new IllegalStateException("the HTTP client does not stop", e);
    }
  }
}
