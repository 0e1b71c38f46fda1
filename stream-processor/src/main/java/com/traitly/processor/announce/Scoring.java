package com.traitly.processor.announce;

import com.traitly.processor.customer.CustomerState;
import com.traitly.processor.customer.EventTotal;
import com.traitly.processor.goals.GoalWindow;
import com.traitly.processor.prediction.FeatureSpace;
import com.traitly.processor.prediction.SignalCounts;
import com.traitly.processor.prediction.WindowSnapshot;
import java.util.Arrays;
import java.util.Map;

/** Turns a customer's totals and window into what a model looks at. */
final class Scoring {
  private Scoring() {}

  /**
   * The window as of an instant.
   *
   * @param asOf UNIX milliseconds, not before the newest event counted
   */
  static WindowSnapshot snapshot(
      FeatureSpace space, CustomerState customer, GoalWindow window, long asOf) {
    long[] inWindow = new long[space.slots()];
    long[] before = new long[space.slots()];
    long[] lastAt = new long[space.slots()];
    Arrays.fill(lastAt, SignalCounts.NEVER);
    for (Map.Entry<String, EventTotal> each : customer.totals().entrySet()) {
      int slot = space.slot(each.getKey());
      long inside = window.count(each.getKey());
      inWindow[slot] += inside;
      before[slot] += Math.max(0, each.getValue().count() - inside);
      lastAt[slot] = Math.max(lastAt[slot], each.getValue().lastAt());
    }
    return new WindowSnapshot(
        window.openedAt(), asOf, new SignalCounts(inWindow, before, lastAt), window.entry());
  }
}
