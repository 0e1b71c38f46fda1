package com.traitly.contracts.topic;

import static com.traitly.contracts.model.AnnouncementObject.GOAL_PROPENSITY_CHANGE;
import static com.traitly.contracts.model.AnnouncementObject.RECOMMENDED_NEXT_ACTIONS;

import com.traitly.contracts.model.AccountKey;
import com.traitly.contracts.model.CustomerProfile;
import com.traitly.contracts.model.GoalTransition;
import com.traitly.contracts.model.OperatorEvent;
import com.traitly.contracts.model.PropensityChange;
import com.traitly.contracts.wire.RecommendationJson;
import java.util.List;
import org.apache.kafka.common.serialization.Serde;

/**
 * The topics that anyone may consume, as the AsyncAPI document describes them, with the serdes of
 * their records. Read with {@code isolation.level=read_committed}.
 *
 * @param under all topics under one prefix
 */
public record PublicTopics(Topics under) {
  private static final Serde<PropensityChange> PROPENSITY_CHANGES =
      JsonSerde.of(RecommendationJson::propensityChange, RecommendationJson::readPropensityChange);

  /** Those under a prefix, {@link Topics#DEFAULT_PREFIX} unless configured otherwise. */
  public PublicTopics(String prefix) {
    this(new Topics(prefix));
  }

  /** All of them. */
  public List<Topic<?, ?>> all() {
    return List.of(
        propensityChanges(),
        recommendedNextActions(),
        goalLifecycle(),
        customerProfiles(),
        operatorEvents());
  }

  /**
   * Likelihoods that changed. A record without value withdraws what was announced of the customer
   * in its key and the goal in its header {@link RecordHeaders#GOAL}.
   */
  public Topic<AccountKey, PropensityChange> propensityChanges() {
    Topic<AccountKey, byte[]> bytes = under.announcements(GOAL_PROPENSITY_CHANGE);
    return new Topic<>(
        bytes.name(), bytes.key(), PROPENSITY_CHANGES, bytes.spread(), bytes.settings());
  }

  /** Lists of next actions that changed, as JSON; withdrawn like likelihoods. */
  public Topic<AccountKey, byte[]> recommendedNextActions() {
    return under.announcements(RECOMMENDED_NEXT_ACTIONS);
  }

  /** Customers' moves through goals. */
  public Topic<AccountKey, GoalTransition> goalLifecycle() {
    return under.goalLifecycle();
  }

  /** Merged profiles; a record without value says that the customer was erased. */
  public Topic<AccountKey, CustomerProfile> customerProfiles() {
    return under.customerProfiles();
  }

  /** What operators should look into. */
  public Topic<AccountKey, OperatorEvent> operatorEvents() {
    return under.operatorEvents();
  }
}
