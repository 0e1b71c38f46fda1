package com.traitly.systemtests.fuzz;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAccumulator;

/** Counts of requests and answers so far, and all complaints. Thread-safe. */
final class Tally {
  private static final int SHOWN = 700;
  private static final int MAX_FINDINGS = 20;

  private final Map<String, AtomicLong> outcomes = new ConcurrentSkipListMap<>();
  private final Queue<String> findings = new ConcurrentLinkedQueue<>();
  private final Map<String, Boolean> known = new ConcurrentHashMap<>();
  private final LongAccumulator slowestNanos = new LongAccumulator(Math::max, 0);

  void count(String outcome, long nanos) {
    outcomes.computeIfAbsent(outcome, any -> new AtomicLong()).incrementAndGet();
    slowestNanos.accumulate(nanos);
  }

  /** Keeps one input for each kind of complaint, and a few more. */
  void complain(String what, byte[] sent, String answer) {
    boolean first = known.putIfAbsent(what, true) == null;
    if (first || findings.size() < MAX_FINDINGS) {
      findings.add("%s%n  sent: %s%n  answer: %s".formatted(what, literal(sent), answer.strip()));
    }
  }

  Map<String, AtomicLong> outcomes() {
    return outcomes;
  }

  Queue<String> findings() {
    return findings;
  }

  double slowestMillis() {
    return slowestNanos.get() / 1e6;
  }

  /** Formats bytes as a Java string literal, so that a finding can become a regression test. */
  private static String literal(byte[] bytes) {
    StringBuilder text = new StringBuilder();
    String sent = new String(bytes, StandardCharsets.ISO_8859_1);
    for (char each : sent.substring(0, Math.min(SHOWN, sent.length())).toCharArray()) {
      switch (each) {
        case '\r' -> text.append("\\r");
        case '\n' -> text.append("\\n");
        case '"' -> text.append("\\\"");
        case '\\' -> text.append("\\\\");
        default -> text.append(each < ' ' || each > '~' ? "\\u%04x".formatted((int) each) : each);
      }
    }
    return "\"" + text + "\"" + (sent.length() > SHOWN ? " and more" : "");
  }
}
