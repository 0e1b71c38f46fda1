package com.traitly.processor.replay;

import com.traitly.contracts.model.AccountKey;
import com.traitly.contracts.model.Goal;
import com.traitly.processor.goals.GoalRules;
import com.traitly.processor.registry.DraftKey;
import com.traitly.processor.registry.GoalRegistry;
import com.traitly.processor.task.OutputRecords;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/**
 * Removes drafts whose time is over; everything that was learnt of them is removed after that. One
 * task does it for all. Used on the stream thread only.
 */
public final class DraftExpiry {
  private final OutputRecords outputs;
  private final GoalRegistry registry;
  private final Set<Goal> ended = new HashSet<>();

  public DraftExpiry(OutputRecords outputs, GoalRegistry registry) {
    this.outputs = outputs;
    this.registry = registry;
  }

  public void advance(long millis) {
    Set<Goal> known = new HashSet<>();
    for (Map.Entry<AccountKey, GoalRules> each : registry.drafts().entrySet()) {
      Goal draft = each.getValue().goal();
      known.add(draft);
      // A draft's version is the instant at which it was asked for.
      if (millis - draft.version() >= Goal.DRAFT_KEPT.toMillis() && ended.add(draft)) {
        outputs.endDraft(DraftKey.name(each.getKey()), millis);
      }
    }
    ended.retainAll(known);
  }
}
