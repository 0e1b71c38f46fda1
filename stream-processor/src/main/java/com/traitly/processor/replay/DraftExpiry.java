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
 * Removes drafts whose time is over; everything that was learnt of them goes when they are gone.
 * One task does it for all. Used on the stream thread only.
 */
public final class DraftExpiry {
  private final OutputRecords outputs;
  private final GoalRegistry book;
  private final Set<Goal> ended = new HashSet<>();

  public DraftExpiry(OutputRecords outputs, GoalRegistry book) {
    this.outputs = outputs;
    this.book = book;
  }

  public void advance(long millis) {
    Set<Goal> known = new HashSet<>();
    for (Map.Entry<AccountKey, GoalRules> each : book.drafts().entrySet()) {
      Goal draft = each.getValue().goal();
      known.add(draft);
      // A draft's version is the instant it was asked for.
      if (millis - draft.version() >= Goal.DRAFT_KEPT.toMillis() && ended.add(draft)) {
        outputs.endDraft(DraftKey.name(each.getKey()), millis);
      }
    }
    ended.retainAll(known);
  }
}
