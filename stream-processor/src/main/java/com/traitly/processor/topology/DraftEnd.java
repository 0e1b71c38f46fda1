package com.traitly.processor.topology;

import com.traitly.contracts.model.AccountKey;
import com.traitly.contracts.model.Goal;
import com.traitly.processor.goals.GoalRules;
import com.traitly.processor.training.DraftKey;
import com.traitly.processor.training.GoalBook;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/**
 * Removes drafts whose time is over; everything that was learnt of them goes when they are gone.
 * One task does it for all. Used on the stream thread only.
 */
final class DraftEnd {
  private final Outbox outbox;
  private final GoalBook book;
  private final Set<Goal> ended = new HashSet<>();

  DraftEnd(Outbox outbox, GoalBook book) {
    this.outbox = outbox;
    this.book = book;
  }

  void advance(long millis) {
    Set<Goal> known = new HashSet<>();
    for (Map.Entry<AccountKey, GoalRules> each : book.drafts().entrySet()) {
      Goal draft = each.getValue().goal();
      known.add(draft);
      // A draft's version is the instant it was asked for.
      if (millis - draft.version() >= Goal.DRAFT_KEPT.toMillis() && ended.add(draft)) {
        outbox.endDraft(DraftKey.name(each.getKey()), millis);
      }
    }
    ended.retainAll(known);
    outbox.send();
  }
}
