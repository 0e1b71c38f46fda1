package com.traitly.contracts.wire;

import static com.traitly.contracts.model.AnnouncementObject.GOAL_PROPENSITY_CHANGE;
import static com.traitly.contracts.model.AnnouncementObject.RECOMMENDED_NEXT_ACTIONS;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.traitly.contracts.json.Json;
import com.traitly.contracts.json.StoredFields;
import com.traitly.contracts.json.Times;
import com.traitly.contracts.model.AnnouncementObject;
import com.traitly.contracts.model.NextAction;
import com.traitly.contracts.model.PropensityChange;
import com.traitly.contracts.model.Recommendation;

/** A recommendation as JSON, in the three shapes of the reference. */
public final class RecommendationJson {
  private static final String IMPORTANCE = "importance";
  private static final String GOAL_NUM_COMPLETED = "goal_num_completed";
  private static final String TOTAL_NUM_COMPLETED = "total_num_completed";
  private static final String GOAL_DAYS_LEFT = "goal_days_left";
  private static final String MESSAGE_PLAINTEXT = "message_plaintext";
  private static final String MESSAGE_HTML = "message_html";

  private RecommendationJson() {}

  /** The answer to a lookup: the actions, and the likelihood at the top level. */
  public static ObjectNode lookup(Recommendation recommendation) {
    ObjectNode json = Json.object();
    json.set(Fields.DATA, actions(recommendation));
    json.put(Fields.LIKELIHOOD, recommendation.likelihood());
    return close(json, recommendation, RECOMMENDED_NEXT_ACTIONS);
  }

  /** The answer for a customer who is in no goal, at an instant in UNIX milliseconds. */
  public static ObjectNode inNoGoal(String customerId, long at) {
    ObjectNode json = Json.object();
    json.putArray(Fields.DATA);
    json.putNull(Fields.LIKELIHOOD);
    json.putObject(Fields.META).put(Fields.CUSTOMER_ID, customerId).putNull(Fields.GOAL_NAME);
    return json.put(Fields.TIMESTAMP, Times.seconds(at))
        .put(Fields.OBJECT, RECOMMENDED_NEXT_ACTIONS.wireName());
  }

  /** The body of the webhook and topic record {@code recommended-next-actions}. */
  public static ObjectNode nextActions(Recommendation recommendation) {
    ObjectNode json = Json.object();
    json.set(Fields.DATA, actions(recommendation));
    return close(json, recommendation, RECOMMENDED_NEXT_ACTIONS);
  }

  /** The body of the webhook and topic record {@code goal-propensity-change}. */
  public static ObjectNode propensityChange(Recommendation recommendation) {
    return propensityChange(
        new PropensityChange(
            recommendation.customerId(),
            recommendation.goalName(),
            recommendation.likelihood(),
            recommendation.at()));
  }

  /** The same body, of what a consumer reads. */
  public static ObjectNode propensityChange(PropensityChange change) {
    ObjectNode json = Json.object();
    json.putArray(Fields.DATA).addObject().put(Fields.LIKELIHOOD, change.likelihood());
    return close(json, change.customerId(), change.goalName(), change.at(), GOAL_PROPENSITY_CHANGE);
  }

  /** Reads {@link #propensityChange}. */
  public static PropensityChange readPropensityChange(JsonNode json) {
    JsonNode meta = json.path(Fields.META);
    JsonNode likelihood = json.path(Fields.DATA).path(0).path(Fields.LIKELIHOOD);
    if (!likelihood.isNumber()) {
      throw new IllegalArgumentException("it says no likelihood");
    }
    return new PropensityChange(
        StoredFields.text(meta, Fields.CUSTOMER_ID),
        StoredFields.text(meta, Fields.GOAL_NAME),
        likelihood.doubleValue(),
        Times.millis(StoredFields.number(json, Fields.TIMESTAMP)));
  }

  private static ObjectNode close(ObjectNode json, Recommendation of, AnnouncementObject object) {
    return close(json, of.customerId(), of.goalName(), of.at(), object);
  }

  private static ObjectNode close(
      ObjectNode json, String customerId, String goalName, long at, AnnouncementObject object) {
    json.putObject(Fields.META).put(Fields.CUSTOMER_ID, customerId).put(Fields.GOAL_NAME, goalName);
    return json.put(Fields.TIMESTAMP, Times.seconds(at)).put(Fields.OBJECT, object.wireName());
  }

  private static ArrayNode actions(Recommendation recommendation) {
    ArrayNode data = Json.array();
    for (NextAction action : recommendation.actions()) {
      data.addObject()
          .put(Fields.EVENT_NAME, action.eventName())
          .put(GOAL_NUM_COMPLETED, action.goalCount())
          .put(TOTAL_NUM_COMPLETED, action.totalCount())
          .put(GOAL_DAYS_LEFT, action.daysLeft())
          .put(IMPORTANCE, action.importance())
          .put(MESSAGE_PLAINTEXT, action.messagePlaintext())
          .put(MESSAGE_HTML, action.messageHtml());
    }
    return data;
  }
}
