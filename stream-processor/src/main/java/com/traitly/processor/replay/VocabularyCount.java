package com.traitly.processor.replay;

import static java.util.Objects.requireNonNull;

import com.traitly.contracts.model.AccountKey;
import com.traitly.processor.customer.CustomerState;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Counts the events of a partition's customers by name, for each goal that asks. Counts are kept in
 * memory: after a restart they start anew. Used on the stream thread only.
 */
final class VocabularyCount {
  private static final int MOST_NAMES = 256;

  private final Map<AccountKey, Map<String, Long>> counts = new HashMap<>();

  boolean isUnderWay(AccountKey goal) {
    return counts.containsKey(goal);
  }

  void begin(AccountKey goal) {
    counts.put(goal, new HashMap<>());
  }

  void add(AccountKey goal, CustomerState state) {
    Map<String, Long> counted = requireNonNull(counts.get(goal));
    state.totals().forEach((name, total) -> counted.merge(name, total.count(), Long::sum));
  }

  /** Ends a count and returns how often the most frequent events happened, by name. */
  Map<String, Long> end(AccountKey goal) {
    return requireNonNull(counts.remove(goal)).entrySet().stream()
        .sorted(
            Map.Entry.<String, Long>comparingByValue()
                .reversed()
                .thenComparing(Map.Entry.comparingByKey()))
        .limit(MOST_NAMES)
        .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
  }
}
