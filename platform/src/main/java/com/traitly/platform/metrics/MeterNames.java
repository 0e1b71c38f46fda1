package com.traitly.platform.metrics;

/** Names of all meters: {@code traitly.<module>.<noun>.<verb-ed>}. */
public final class MeterNames {
  public static final String RECORDS_ACKNOWLEDGED = "traitly.gateway.records.acknowledged";
  public static final String RECORDS_REFUSED = "traitly.gateway.records.refused";
  public static final String SOURCE_RECORDS = "traitly.gateway.source-records.finished";
  public static final String SOURCE_LAG = "traitly.gateway.source.lag";
  public static final String SOURCE_CONNECTED = "traitly.gateway.source.connected";
  public static final String MESSAGES_REJECTED = "traitly.gateway.messages.rejected";
  public static final String EVENT_NAMES_OVERFLOWED = "traitly.processor.event-names.overflowed";
  public static final String EVENTS_DEDUPLICATED = "traitly.processor.events.deduplicated";
  public static final String EVENTS_LINKED = "traitly.processor.events.linked";
  public static final String FACTS_OUTDATED = "traitly.processor.facts.outdated";
  public static final String TURNS_FINISHED = "traitly.processor.turns.finished";
  public static final String ROUNDS_FINISHED = "traitly.processor.rounds.finished";
  public static final String MODEL_FIGURES = "traitly.processor.models.judged";
  public static final String ATTEMPTS_FINISHED = "traitly.sender.attempts.finished";
  public static final String DELIVERY_DELAY = "traitly.sender.deliveries.delayed";
  public static final String OUTBOX_WAITING = "traitly.sender.outbox.waiting";
  public static final String OUTBOX_AGE = "traitly.sender.outbox.age";
  public static final String LOOKUPS_FINISHED = "traitly.query.lookups.finished";

  public static final String RECORDS_PASSED_OVER = "traitly.platform.records.passed-over";
  public static final String VIEW_AGE = "traitly.platform.view.age";

  private MeterNames() {}
}
