package com.traitly.systemtests.stored;

import com.traitly.testkit.client.Parallel;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.Map;
import java.util.Objects;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;

/** Something that is checked or done in a run: it knows what was accepted and reports findings. */
abstract class Check {
  final Wire wire;
  final Receiver receiver;
  final Ledger ledger;
  final Findings findings;

  /** What all checks of a run share. */
  record Run(Wire wire, Receiver receiver, Ledger ledger, Findings findings) {}

  Check(Run run) {
    wire = run.wire();
    receiver = run.receiver();
    ledger = run.ledger();
    findings = run.findings();
  }

  /** Reports an accepted item that is not shown as accepted, or a refused one that is shown. */
  final void unreadable(String what, String accepted) {
    findings.unreadable(what, accepted.getBytes(StandardCharsets.UTF_8));
  }

  /**
   * Reports every key for which something else is shown than was accepted, nothing included.
   *
   * @param what completes "… of (key) is (shown)"
   */
  final <T> void same(
      String what, Map<String, ? extends T> accepted, Map<String, ? extends T> shown) {
    TreeSet<String> keys = new TreeSet<>(accepted.keySet());
    keys.addAll(shown.keySet());
    for (String key : keys) {
      T expected = accepted.get(key);
      if (!Objects.equals(expected, shown.get(key))) {
        unreadable("%s of %s is %s".formatted(what, key, shown.get(key)), "not " + expected);
      }
    }
  }

  /** Reports every key about which there is a complaint; an empty one is none. */
  final void none(String what, Collection<String> keys, Function<String, String> complaint) {
    Parallel.each(
        keys,
        key -> {
          String found = complaint.apply(key);
          if (!found.isEmpty()) {
            unreadable(what + ": " + found, key);
          }
        });
  }

  /** Looks at each key, several at a time. */
  static <T> Map<String, T> each(Collection<String> keys, Function<String, T> look) {
    Map<String, T> shown = new ConcurrentHashMap<>();
    Parallel.each(keys, key -> shown.put(key, look.apply(key)));
    return shown;
  }
}
