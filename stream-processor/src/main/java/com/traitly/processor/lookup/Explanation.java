package com.traitly.processor.lookup;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.traitly.contracts.wire.Json;
import com.traitly.processor.announce.GoalStatus;
import com.traitly.processor.prediction.Contribution;
import com.traitly.processor.prediction.GoalModel;
import com.traitly.processor.prediction.Interval;
import com.traitly.processor.prediction.WindowSnapshot;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/** Why a likelihood is what it is, as JSON. */
final class Explanation {
  private Explanation() {}

  static ObjectNode of(GoalModel model, WindowSnapshot snapshot, GoalStatus status) {
    if (status != GoalStatus.ACTIVE) {
      // Nothing is estimated any more: the window itself decides.
      return Json.object().put("basis", status.name().toLowerCase(Locale.ROOT));
    }
    Interval interval = model.interval80(snapshot);
    ObjectNode json =
        Json.object()
            .put("basis", model.basis().name().toLowerCase(Locale.ROOT).replace('_', '-'))
            .put("windows_seen", model.metrics().windows())
            .put("examples", model.metrics().predictions())
            .put("skill", model.metrics().skill());
    json.putArray("interval_80").add(interval.low()).add(interval.high());
    ArrayNode contributions = json.putArray("contributions");
    List<Contribution> bySize =
        model.contributions(snapshot).stream()
            .sorted(Comparator.comparingDouble((Contribution c) -> -Math.abs(c.logits())))
            .toList();
    for (Contribution each : bySize) {
      contributions
          .addObject()
          .put("feature", each.feature())
          .put("logits", each.logits())
          .put("effect", each.effect());
    }
    return json;
  }
}
