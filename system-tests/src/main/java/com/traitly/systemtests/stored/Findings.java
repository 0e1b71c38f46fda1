package com.traitly.systemtests.stored;

import com.traitly.systemtests.offers.OfferKind;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.AtomicLong;

/** Counts of answers, and all findings. Thread-safe. */
final class Findings {
  private static final int SHOWN = 1_500;
  private static final int MOST = 20;
  private static final String UNREADABLE = "accepted but not so shown";
  private static final String NOT_READY = "not ready";
  private static final String ODD = "odd answers";

  private final Map<OfferKind, AtomicLong> accepted = new ConcurrentSkipListMap<>();
  private final Map<OfferKind, AtomicLong> refused = new ConcurrentSkipListMap<>();
  private final Map<String, AtomicLong> counts = new ConcurrentSkipListMap<>();
  private final Map<String, AtomicLong> kinds = new ConcurrentSkipListMap<>();
  private final Queue<String> found = new ConcurrentLinkedQueue<>();

  Findings() {
    List.of(UNREADABLE, NOT_READY, ODD).forEach(kind -> counter(kinds, kind));
  }

  /** Counts an answer to a body. */
  void answered(OfferKind kind, boolean wasAccepted) {
    counter(wasAccepted ? accepted : refused, kind).incrementAndGet();
  }

  void count(String what, int times) {
    counter(counts, what).addAndGet(times);
  }

  /** Reports an accepted item that is not shown as accepted, or a refused one that is shown. */
  void unreadable(String what, byte[] input) {
    add(UNREADABLE, what, input);
  }

  /** Reports that something does not serve requests. */
  void notReady(String what) {
    add(NOT_READY, what, new byte[0]);
  }

  /** Reports an answer that the API does not allow. */
  void odd(String what, byte[] input) {
    add(ODD, what, input);
  }

  boolean none() {
    return found.isEmpty();
  }

  /** Says whether there are so many findings that more would not help. */
  boolean enough() {
    return found.size() >= MOST;
  }

  Queue<String> found() {
    return found;
  }

  /** Returns how many bodies of this kind were accepted. */
  long accepted(OfferKind kind) {
    return counter(accepted, kind).get();
  }

  /** Returns how many bodies of this kind were refused. */
  long refused(OfferKind kind) {
    return counter(refused, kind).get();
  }

  /** Returns how many bodies were answered. */
  long answered() {
    return Arrays.stream(OfferKind.values())
        .mapToLong(each -> accepted(each) + refused(each))
        .sum();
  }

  /** Returns the number of findings of all kinds. */
  long all() {
    return kinds.values().stream().mapToLong(AtomicLong::get).sum();
  }

  /** Returns all counts, one per line. */
  String summary() {
    StringBuilder lines = new StringBuilder();
    lines.append("%-28s %10s %10s %10s%n".formatted("kind", "bodies", "accepted", "refused"));
    for (OfferKind kind : OfferKind.values()) {
      long good = accepted(kind);
      long bad = refused(kind);
      String name = kind.name().toLowerCase(Locale.ROOT).replace('_', ' ');
      lines.append("  %-26s %,10d %,10d %,10d%n".formatted(name, good + bad, good, bad));
    }
    counts.forEach((what, count) -> lines.append("%-28s %,10d%n".formatted(what, count.get())));
    kinds.forEach(
        (kind, count) -> lines.append("found: %-21s %,10d%n".formatted(kind, count.get())));
    return lines.toString();
  }

  private static <K> AtomicLong counter(Map<K, AtomicLong> counters, K key) {
    return counters.computeIfAbsent(key, any -> new AtomicLong());
  }

  private void add(String kind, String what, byte[] input) {
    counter(kinds, kind).incrementAndGet();
    if (enough()) {
      return;
    }
    StringBuilder text = new StringBuilder();
    String sent = new String(input, StandardCharsets.ISO_8859_1);
    for (char each : sent.substring(0, Math.min(SHOWN, sent.length())).toCharArray()) {
      text.append(each < ' ' || each > '~' ? "\\x%02x".formatted((int) each) : each);
    }
    String finding =
        kind.toUpperCase(Locale.ROOT)
            + ": "
            + what
            + (input.length == 0 ? "" : "%n  input: %s".formatted(text));
    found.add(finding);
    System.out.println("FOUND: " + finding);
  }
}
