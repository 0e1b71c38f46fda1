package com.traitly.processor.decision;

import com.traitly.contracts.model.AccountKey;
import com.traitly.contracts.model.CustomerProfile;
import com.traitly.processor.customer.CustomerState;
import com.traitly.processor.customer.CustomerTimeline;
import com.traitly.processor.goals.CustomerHistory;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A customer as a decision needs it. The timeline and the profile are read only when they are asked
 * for: most decisions need neither.
 *
 * @param state is changed by the decision, which records in it what was announced and taught
 * @param profile gives null when only events are known
 */
public record LoadedCustomer(
    AccountKey key,
    CustomerState state,
    CustomerTimeline timeline,
    Supplier<@Nullable CustomerProfile> profile) {

  /** All facts of the customer. */
  CustomerHistory history() {
    return timeline.history(Long.MIN_VALUE);
  }
}
