package com.traitly.processor.task;

import com.traitly.contracts.json.Json;
import com.traitly.contracts.model.AccountKey;
import com.traitly.contracts.model.AnnouncementObject;
import com.traitly.contracts.model.CustomerProfile;
import com.traitly.contracts.model.GoalTransition;
import com.traitly.contracts.model.LinkMessage;
import com.traitly.contracts.model.Recommendation;
import com.traitly.contracts.topic.RecordHeaders;
import com.traitly.contracts.wire.RecommendationJson;
import com.traitly.contracts.wire.Sha256;
import com.traitly.processor.decision.Effects;
import com.traitly.processor.decision.Effects.Announcement;
import com.traitly.processor.decision.Effects.Lesson;
import com.traitly.processor.decision.UpdateTrigger;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;

/**
 * Sends what follows from a change to the topics, with the headers of public records. Used on the
 * stream thread only.
 */
public record OutputRecords(ProcessorContext<AccountKey, Object> context) {
  public static final String WRITE_PROFILES = "write-customer-profiles";
  public static final String WRITE_LIFECYCLE = "write-goal-lifecycle";
  public static final String TELL_TRAINER = "tell-trainer";
  public static final String WRITE_LINKS = "write-customer-links";
  public static final String END_DRAFTS = "end-goal-drafts";
  private static final String LIFECYCLE = "goal-lifecycle";
  private static final String SCHEMA_VERSION = "1";
  private static final int ID_BYTES = 16;

  /** Name of the sink for a kind of announcement. */
  public static String announce(AnnouncementObject object) {
    return "announce-" + object.wireName();
  }

  /** Sends the merged profile. */
  public void profile(AccountKey customer, CustomerProfile profile, UpdateTrigger cause) {
    context.forward(
        new Record<>(customer, profile, cause.millis(), ofProfile(customer, cause)),
        WRITE_PROFILES);
  }

  /** Sends that the customer was erased, and when the erasure was sent. */
  public void erased(AccountKey customer, long erasedAt, UpdateTrigger cause) {
    Headers headers = ofProfile(customer, cause);
    RecordHeaders.put(headers, RecordHeaders.ERASED_AT, Long.toString(erasedAt));
    context.forward(new Record<>(customer, null, cause.millis(), headers), WRITE_PROFILES);
  }

  /** Sends that an anonymous id is gone, because its events are a customer's now. */
  public void linked(AccountKey anonymous, String customerId, UpdateTrigger cause) {
    Headers headers = ofProfile(anonymous, cause);
    RecordHeaders.put(headers, RecordHeaders.ERASED_AT, Long.toString(cause.millis()));
    RecordHeaders.put(headers, RecordHeaders.LINKED_TO, customerId);
    context.forward(new Record<>(anonymous, null, cause.millis(), headers), WRITE_PROFILES);
  }

  /** Sends a message about a link, with the time of the record that caused it. */
  public void link(String account, LinkMessage message, UpdateTrigger cause) {
    Headers headers = new org.apache.kafka.common.header.internals.RecordHeaders();
    RecordHeaders.put(headers, RecordHeaders.CAUSE, cause.text());
    putTrace(headers, cause);
    AccountKey recipient = new AccountKey(account, message.recipient());
    context.forward(new Record<>(recipient, message, cause.sentAt(), headers), WRITE_LINKS);
  }

  /** Sends all effects that are for topics. */
  public void send(AccountKey customer, Effects effects, UpdateTrigger cause) {
    effects.transitions().forEach(each -> transition(customer, each, cause));
    effects.withdrawals().forEach(each -> withdraw(customer, each, cause));
    effects.announcements().forEach(each -> announce(customer, each, cause));
    teach(effects.lessons(), cause);
  }

  /** Sends messages to trainers. */
  public void teach(List<Lesson> lessons, UpdateTrigger cause) {
    lessons.forEach(each ->
        context.forward(new Record<>(each.goal(), each.message(), cause.millis()), TELL_TRAINER));
  }

  /**
   * Sends that nothing holds any more of what was announced of a customer and a goal: a record
   * without value on each topic of announcements, behind the announcements themselves.
   */
  public void withdraw(AccountKey customer, String goalName, UpdateTrigger cause) {
    for (AnnouncementObject object : AnnouncementObject.values()) {
      String id = id(customer.toString(), goalName, object.wireName(), "withdrawn", cause.text());
      Headers headers = ofAnnouncement(customer, goalName, object, cause, id);
      context.forward(new Record<>(customer, null, cause.millis(), headers), announce(object));
    }
  }

  private void transition(AccountKey customer, GoalTransition transition, UpdateTrigger cause) {
    String id =
        id(
            customer.toString(),
            transition.goalName(),
            LIFECYCLE,
            transition.kind().wireName(),
            cause.text(),
            Long.toString(transition.windowStart()));
    Headers headers = headers(LIFECYCLE, cause, id);
    context.forward(new Record<>(customer, transition, cause.millis(), headers), WRITE_LIFECYCLE);
  }

  /** Removes the draft of a name. */
  public void endDraft(AccountKey name, long millis) {
    context.forward(new Record<>(name, null, millis), END_DRAFTS);
  }

  /** Sends an announcement, whose id is the same whenever it follows from the same cause. */
  private void announce(AccountKey customer, Announcement announcement, UpdateTrigger cause) {
    AnnouncementObject object = announcement.object();
    Recommendation recommendation = announcement.recommendation();
    byte[] body =
        Json.bytes(
            switch (object) {
              case GOAL_PROPENSITY_CHANGE -> RecommendationJson.propensityChange(recommendation);
              case RECOMMENDED_NEXT_ACTIONS -> RecommendationJson.nextActions(recommendation);
            });
    String id =
        id(
            customer.toString(),
            recommendation.goalName(),
            object.wireName(),
            cause.text(),
            Long.toString(announcement.openedAt()));
    Headers headers = ofAnnouncement(customer, recommendation.goalName(), object, cause, id);
    RecordHeaders.put(headers, RecordHeaders.SEQUENCE, Long.toString(announcement.sequence()));
    context.forward(new Record<>(customer, body, cause.millis(), headers), announce(object));
  }

  private static Headers ofAnnouncement(
      AccountKey customer,
      String goalName,
      AnnouncementObject object,
      UpdateTrigger cause,
      String id) {
    Headers headers = headers(object.wireName(), cause, id);
    RecordHeaders.put(headers, RecordHeaders.ACCOUNT, customer.account());
    RecordHeaders.put(headers, RecordHeaders.GOAL, goalName);
    return headers;
  }

  private static Headers ofProfile(AccountKey customer, UpdateTrigger cause) {
    return headers("customer", cause, id(customer.toString(), "customer", cause.text()));
  }

  private static Headers headers(String object, UpdateTrigger cause, String id) {
    Headers headers = new org.apache.kafka.common.header.internals.RecordHeaders();
    RecordHeaders.put(headers, RecordHeaders.OBJECT, object);
    RecordHeaders.put(headers, RecordHeaders.SCHEMA, SCHEMA_VERSION);
    RecordHeaders.put(headers, RecordHeaders.CAUSE, cause.text());
    RecordHeaders.put(headers, RecordHeaders.ID, id);
    putTrace(headers, cause);
    return headers;
  }

  private static void putTrace(Headers headers, UpdateTrigger cause) {
    if (cause.traceparent() != null) {
      RecordHeaders.put(headers, RecordHeaders.TRACEPARENT, cause.traceparent());
    }
  }

  private static String id(String... parts) {
    byte[] joined = (String.join("\0", parts) + "\0").getBytes(StandardCharsets.UTF_8);
    return "msg_" + Sha256.hex(joined, ID_BYTES);
  }
}
