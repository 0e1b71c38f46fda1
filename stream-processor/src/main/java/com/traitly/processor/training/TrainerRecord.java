package com.traitly.processor.training;

import com.traitly.processor.prediction.TrainerState;
import com.traitly.processor.prediction.WindowMessage;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A goal's learner as stored.
 *
 * @param goalVersion the goal's version it learns
 * @param counted partitions whose vocabulary is in
 * @param vocabulary event counts so far
 * @param replayed partitions that have told all their history
 * @param trainer null until the vocabulary is complete
 */
public record TrainerRecord(
    long goalVersion,
    Set<Integer> counted,
    Map<String, Long> vocabulary,
    Set<Integer> replayed,
    @Nullable TrainerState trainer) {
  /** The windows that wait, which once were part of it. */
  public List<WindowMessage> waiting() {
    return trainer == null ? List.of() : trainer.waiting();
  }

  /** This without the windows that wait for their step to be over. */
  public TrainerRecord withoutWaiting() {
    return new TrainerRecord(
        goalVersion,
        counted,
        vocabulary,
        replayed,
        trainer == null ? null : trainer.withoutWaiting());
  }
}
