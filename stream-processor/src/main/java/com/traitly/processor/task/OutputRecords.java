package com.traitly.processor.task;

import com.traitly.contracts.json.Json;
import com.traitly.contracts.model.AccountKey;
import com.traitly.contracts.model.AnnouncementObject;
import com.traitly.contracts.model.CustomerProfile;
import com.traitly.contracts.model.GoalTransition;
import com.traitly.contracts.model.Recommendation;
import com.traitly.contracts.topic.RecordHeaders;
import com.traitly.contracts.wire.RecommendationJson;
import com.traitly.processor.training.TrainingMessage;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;

/**
 * Sends what follows from a fact to the topics, with the headers of public records: all of it once
 * the fact is applied, nothing of a fact that failed half-way.
 */
public final class OutputRecords {
  public static final String WRITE_PROFILES = "write-customer-profiles";
  public static final String WRITE_LIFECYCLE = "write-goal-lifecycle";
  public static final String TELL_TRAINER = "tell-trainer";
  public static final String END_DRAFTS = "end-goal-drafts";
  private static final String LIFECYCLE = "goal-lifecycle";
  private static final String SCHEMA_VERSION = "1";
  private static final int ID_BYTES = 16;

  private final ProcessorContext<AccountKey, Object> context;
  private final List<Runnable> held = new ArrayList<>();

  public OutputRecords(ProcessorContext<AccountKey, Object> context) {
    this.context = context;
  }

  /** Name of the sink for a kind of announcement. */
  public static String announce(AnnouncementObject object) {
    return "announce-" + object.wireName();
  }

  /** The merged profile. */
  public void profile(AccountKey customer, CustomerProfile profile, UpdateTrigger cause) {
    hold(
        new Record<>(customer, profile, cause.millis(), ofProfile(customer, cause)),
        WRITE_PROFILES);
  }

  /** That the customer was erased, and when that was sent. */
  public void erased(AccountKey customer, long erasedAt, UpdateTrigger cause) {
    Headers headers = ofProfile(customer, cause);
    RecordHeaders.put(headers, RecordHeaders.ERASED_AT, Long.toString(erasedAt));
    hold(new Record<>(customer, null, cause.millis(), headers), WRITE_PROFILES);
  }

  public void transition(AccountKey customer, GoalTransition transition, UpdateTrigger cause) {
    String id =
        id(
            customer.toString(),
            transition.goalName(),
            LIFECYCLE,
            transition.kind().wireName(),
            cause.text(),
            Long.toString(transition.windowStart()));
    Headers headers = headers(LIFECYCLE, cause, id);
    hold(new Record<>(customer, transition, cause.millis(), headers), WRITE_LIFECYCLE);
  }

  public void train(AccountKey goal, TrainingMessage message, UpdateTrigger cause) {
    hold(new Record<>(goal, message, cause.millis()), TELL_TRAINER);
  }

  /** Removes the draft of a name. */
  public void endDraft(AccountKey name, long millis) {
    hold(new Record<>(name, null, millis), END_DRAFTS);
  }

  /** Sends what was held. */
  public void send() {
    held.forEach(Runnable::run);
    held.clear();
  }

  /** Forgets what was held. */
  public void discard() {
    held.clear();
  }

  private void hold(Record<AccountKey, Object> record, String sink) {
    held.add(() -> context.forward(record, sink));
  }

  /**
   * An announcement; its id is the same whenever it follows from the same cause.
   *
   * @param openedAt which window it is about: one cause may end a window and open the next
   * @param sequence grows by one with each announcement of the customer
   */
  public void announce(
      AccountKey customer,
      AnnouncementObject object,
      Recommendation recommendation,
      long openedAt,
      long sequence,
      UpdateTrigger cause) {
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
            Long.toString(openedAt));
    Headers headers = headers(object.wireName(), cause, id);
    RecordHeaders.put(headers, RecordHeaders.SEQUENCE, Long.toString(sequence));
    hold(new Record<>(customer, body, cause.millis(), headers), announce(object));
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
    if (cause.traceparent() != null) {
      RecordHeaders.put(headers, RecordHeaders.TRACEPARENT, cause.traceparent());
    }
    return headers;
  }

  private static String id(String... parts) {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      for (String part : parts) {
        digest.update(part.getBytes(StandardCharsets.UTF_8));
        digest.update((byte) 0);
      }
      return "msg_" + HexFormat.of().formatHex(Arrays.copyOf(digest.digest(), ID_BYTES));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }
}
