package com.traitly.benchmarks.oracle;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/** What was counted and what was found. Thread-safe. */
final class Findings {
  private static final int SHOWN = 700;
  private static final int MOST = 20;

  private final Map<String, AtomicLong> counts = new ConcurrentSkipListMap<>();
  private final Queue<String> found = new ConcurrentLinkedQueue<>();
  private final AtomicInteger unreadable = new AtomicInteger();
  private final AtomicInteger notReady = new AtomicInteger();

  void count(String what, int times) {
    counts.computeIfAbsent(what, any -> new AtomicLong()).addAndGet(times);
  }

  /** Something accepted is not shown as it was accepted, or something refused is. */
  void unreadable(String what, byte[] input) {
    unreadable.incrementAndGet();
    add("ACCEPTED BUT NOT SO SHOWN: " + what, input);
  }

  /** Something does not serve. */
  void notReady(String what) {
    notReady.incrementAndGet();
    add("NOT READY: " + what, new byte[0]);
  }

  /** An answer is not as answers are. */
  void odd(String what, byte[] input) {
    count("odd answers", 1);
    add("ODD ANSWER: " + what, input);
  }

  boolean none() {
    return found.isEmpty();
  }

  Queue<String> found() {
    return found;
  }

  /** All counts, a line each. */
  String summary() {
    StringBuilder lines = new StringBuilder();
    counts.forEach((what, count) -> lines.append("  %-34s %,12d%n".formatted(what, count.get())));
    return lines
        + "  %-34s %,12d%n".formatted("accepted but not so shown", unreadable.get())
        + "  %-34s %,12d%n".formatted("not ready", notReady.get());
  }

  private void add(String what, byte[] input) {
    if (found.size() >= MOST) {
      return;
    }
    StringBuilder text = new StringBuilder();
    String sent = new String(input, StandardCharsets.ISO_8859_1);
    for (char each : sent.substring(0, Math.min(SHOWN, sent.length())).toCharArray()) {
      text.append(each < ' ' || each > '~' ? "\\x%02x".formatted((int) each) : each);
    }
    found.add(what + (input.length == 0 ? "" : "%n  input: %s".formatted(text)));
  }
}
