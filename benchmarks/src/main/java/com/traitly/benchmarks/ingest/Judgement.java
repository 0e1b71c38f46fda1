package com.traitly.benchmarks.ingest;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.traitly.contracts.wire.Json;
import java.util.Locale;

/**
 * The gateway's figure beside its ceiling's.
 *
 * @param ratio the gateway's figure divided by the ceiling's
 * @param target where it should be
 * @param atLeast whether the target is a least, not a most
 */
record Judgement(String what, double ratio, double target, boolean atLeast) {
  static Judgement ofRates(Series gateway, Series ceiling, double target) {
    return new Judgement("rate, " + gateway.load(), gateway.rate() / ceiling.rate(), target, true);
  }

  static Judgement ofP99(Series gateway, Series ceiling, double target) {
    return new Judgement(
        "p99, " + gateway.load(), gateway.p99Millis() / ceiling.p99Millis(), target, false);
  }

  boolean met() {
    return atLeast ? ratio >= target : ratio <= target;
  }

  String markdownRow() {
    return String.format(
        Locale.ROOT,
        "| %s | %.2f | %s %.2f | %s |",
        what,
        ratio,
        atLeast ? "≥" : "≤",
        target,
        met() ? "yes" : "**no**");
  }

  ObjectNode json() {
    return Json.object()
        .put("what", what)
        .put("ratio", Math.round(ratio * 1_000) / 1_000.0)
        .put(atLeast ? "at_least" : "at_most", target)
        .put("met", met());
  }
}
