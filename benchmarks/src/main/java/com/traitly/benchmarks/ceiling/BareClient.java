package com.traitly.benchmarks.ceiling;

import java.nio.file.Files;
import java.nio.file.Path;

/**
 * The least that a sender could do: posts the same body again and again with an asynchronous
 * client, without signatures or storage.
 */
public final class BareClient {
  private BareClient() {}

  /**
   * Arguments: URL, number of requests, requests at once, a file with the body. Prints a line when
   * it starts, and runs until it is killed.
   */
  public static void main(String[] args) throws Exception {
    byte[] body = Files.readAllBytes(Path.of(args[3]));
    try (BarePoster poster = new BarePoster(args[0], Integer.parseInt(args[2]))) {
      System.out.println("posting to " + args[0]);
      for (int i = 0; i < Integer.parseInt(args[1]); i++) {
        poster.awaitRoom();
        poster.post("bare-" + i, body, () -> {});
      }
      Thread.currentThread().join();
    }
  }
}
