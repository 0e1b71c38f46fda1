package com.traitly.cli.api;

import java.net.http.HttpHeaders;
import java.time.Duration;

/** What the answer of a server says about another attempt. */
final class BusyServer {
  private BusyServer() {}

  /** Whether a call that was answered with this status may succeed later. */
  static boolean isBusy(int status) {
    return status == 408 || status == 429 || status >= 500;
  }

  /** How long the server asks to be left alone; the other pause when it does not say. */
  static Duration retryAfter(HttpHeaders headers, Duration otherwise) {
    String seconds = headers.firstValue("Retry-After").orElse("");
    return seconds.matches("\\d{1,5}") && !seconds.equals("0")
        ? Duration.ofSeconds(Long.parseLong(seconds))
        : otherwise;
  }
}
