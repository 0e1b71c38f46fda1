package com.traitly.contracts.topic;

import static com.traitly.contracts.topic.Retention.COMPACTED;
import static com.traitly.contracts.topic.Retention.OFTEN_REPLACED;
import static com.traitly.contracts.topic.Retention.UNLIMITED;
import static com.traitly.contracts.topic.Retention.compactedDays;
import static com.traitly.contracts.topic.Retention.days;
import static com.traitly.contracts.topic.Retention.large;
import static com.traitly.contracts.topic.Topic.Spread.BY_CUSTOMER;
import static com.traitly.contracts.topic.Topic.Spread.BY_GOAL;
import static com.traitly.contracts.topic.Topic.Spread.WHOLE;

import com.traitly.contracts.model.AccountKey;
import com.traitly.contracts.model.AnnouncementObject;
import com.traitly.contracts.model.CustomerFact;
import com.traitly.contracts.model.CustomerProfile;
import com.traitly.contracts.model.Event;
import com.traitly.contracts.model.Goal;
import com.traitly.contracts.model.GoalTransition;
import com.traitly.contracts.model.LinkMessage;
import com.traitly.contracts.model.OperatorEvent;
import com.traitly.contracts.model.Redrive;
import com.traitly.contracts.model.Token;
import com.traitly.contracts.webhook.DeliveryAttempt;
import com.traitly.contracts.webhook.Endpoint;
import com.traitly.contracts.webhook.EndpointDisabling;
import com.traitly.contracts.webhook.Resend;
import com.traitly.contracts.webhook.WebhookAnswer;
import com.traitly.contracts.webhook.WebhookCommand;
import com.traitly.contracts.wire.GoalJson;
import com.traitly.contracts.wire.GoalReader;
import com.traitly.contracts.wire.TokenJson;
import com.traitly.contracts.wire.webhook.AttemptJson;
import com.traitly.contracts.wire.webhook.CommandJson;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serdes;

/** All topics under one prefix: the only home of their names, values, retention and spread. */
public final class Topics {
  /** The prefix unless configured otherwise. */
  public static final String DEFAULT_PREFIX = "traitly.";

  /** How many days events are kept. */
  public static final int EVENT_DAYS = 400;

  private final String prefix;
  private final Topic<AccountKey, Event> events;
  private final Topic<AccountKey, CustomerFact> customers;
  private final Topic<AccountKey, CustomerProfile> customerProfiles;
  private final Topic<AccountKey, Goal> goals;
  private final Topic<AccountKey, Endpoint> webhooks;
  private final Topic<AccountKey, Token> tokens;

  /** The topics whose names start with {@code prefix}. */
  public Topics(String prefix) {
    this.prefix = prefix;
    events = keyed("events", TopicValues.EVENTS, BY_CUSTOMER, days(EVENT_DAYS));
    customers = keyed("customers", TopicValues.FACTS, BY_CUSTOMER, UNLIMITED);
    customerProfiles = keyed("customer-profiles", TopicValues.PROFILES, BY_CUSTOMER, COMPACTED);
    goals = keyed("goals", JsonSerde.of(GoalJson::write, GoalReader::readStored), WHOLE, COMPACTED);
    webhooks = keyed("webhooks", TopicValues.ENDPOINTS, WHOLE, COMPACTED);
    tokens = keyed("tokens", JsonSerde.of(Token.class), WHOLE, COMPACTED);
  }

  /** Every topic, for creating and checking them. */
  public List<Topic<?, ?>> all() {
    List<Topic<?, ?>> all = new ArrayList<>(live().all());
    Collections.addAll(
        all,
        events,
        customers,
        customerLinks(),
        customerProfiles,
        goals,
        goalDrafts(),
        webhooks,
        tokens,
        tokenUses(),
        announcements(AnnouncementObject.GOAL_PROPENSITY_CHANGE),
        announcements(AnnouncementObject.RECOMMENDED_NEXT_ACTIONS),
        goalLifecycle(),
        modelExamples(),
        goalModels(),
        webhookAttempts(),
        webhookCommands(),
        webhookAnswers(),
        webhookResends(),
        webhookDisablings(),
        operatorEvents(),
        deadLetters(),
        redrives(),
        sourcePositions());
    return all;
  }

  /** What only matters while somebody watches or listens. */
  public LiveTopics live() {
    return LiveTopics.of(prefix);
  }

  /** Accepted events. */
  public Topic<AccountKey, Event> events() {
    return events;
  }

  /** Accepted facts about customers. */
  public Topic<AccountKey, CustomerFact> customers() {
    return customers;
  }

  /** Claims of anonymous ids, and the events that move from them to their customers. */
  public Topic<AccountKey, LinkMessage> customerLinks() {
    return keyed("customer-links", TopicValues.LINKS, BY_CUSTOMER, days(EVENT_DAYS));
  }

  /** Merged profiles; a tombstone for an erased customer. */
  public Topic<AccountKey, CustomerProfile> customerProfiles() {
    return customerProfiles;
  }

  /** Goal definitions. */
  public Topic<AccountKey, Goal> goals() {
    return goals;
  }

  /** Drafts: goals that are only tried on stored history, for {@link Goal#DRAFT_KEPT}. */
  public Topic<AccountKey, Goal> goalDrafts() {
    return keyed("goal-drafts", goals.value(), WHOLE, COMPACTED);
  }

  /** Webhook endpoints. */
  public Topic<AccountKey, Endpoint> webhooks() {
    return webhooks;
  }

  /** API keys, hashed. */
  public Topic<AccountKey, Token> tokens() {
    return tokens;
  }

  /** When API keys were last used, in UNIX seconds; forgotten after 400 days without use. */
  public Topic<AccountKey, Long> tokenUses() {
    return keyed(
        "token-uses", JsonSerde.of(TokenJson::use, TokenJson::readUse), WHOLE, compactedDays(400));
  }

  /** One kind of announcement; the value is the webhook's body, byte for byte. */
  public Topic<AccountKey, byte[]> announcements(AnnouncementObject object) {
    return keyed(object.wireName(), Serdes.ByteArray(), BY_CUSTOMER, days(30));
  }

  /** Names of all announcement topics. */
  public List<String> announcementNames() {
    return Arrays.stream(AnnouncementObject.values())
        .map(this::announcements)
        .map(Topic::name)
        .toList();
  }

  /** Customers' moves through goals. */
  public Topic<AccountKey, GoalTransition> goalLifecycle() {
    return keyed("goal-lifecycle", JsonSerde.of(GoalTransition.class), BY_CUSTOMER, days(30));
  }

  /** Messages to the trainers; the format is the stream-processor's own. */
  public Topic<AccountKey, byte[]> modelExamples() {
    return keyed("model-examples", Serdes.ByteArray(), BY_GOAL, large(days(7)));
  }

  /** Models that the trainers have learnt; the format is the stream-processor's own. */
  public Topic<AccountKey, byte[]> goalModels() {
    return keyed("goal-models", Serdes.ByteArray(), BY_GOAL, large(COMPACTED));
  }

  /** The log of delivery attempts. */
  public Topic<AccountKey, DeliveryAttempt> webhookAttempts() {
    return keyed("webhook-attempts", JsonSerde.of(AttemptJson.STORED), BY_CUSTOMER, days(30));
  }

  /** Commands to the webhook-sender, keyed by endpoint like the log of attempts. */
  public Topic<AccountKey, WebhookCommand> webhookCommands() {
    return keyed("webhook-commands", TopicValues.COMMANDS, BY_CUSTOMER, days(1));
  }

  /** Answers to the commands, for callers that still wait for them. */
  public Topic<AccountKey, WebhookAnswer> webhookAnswers() {
    return keyed("webhook-answers", TopicValues.ANSWERS, WHOLE, days(1));
  }

  /** Deliveries to be sent again, on their way from an endpoint's log to the customer's outbox. */
  public Topic<AccountKey, Resend> webhookResends() {
    return keyed("webhook-resends", JsonSerde.of(CommandJson.RESENDS), BY_CUSTOMER, days(7));
  }

  /** Why an endpoint was disabled; only the sender writes it, as only the gateway its webhooks. */
  public Topic<AccountKey, EndpointDisabling> webhookDisablings() {
    return keyed("webhook-disablings", JsonSerde.of(EndpointDisabling.class), WHOLE, COMPACTED);
  }

  /** What operators should look into. */
  public Topic<AccountKey, OperatorEvent> operatorEvents() {
    return keyed("operator-events", JsonSerde.of(OperatorEvent.class), WHOLE, days(90));
  }

  /** Records that could not be read or handled, with reason and origin in their headers. */
  public Topic<byte[], byte[]> deadLetters() {
    return new Topic<>(
        prefix + "dead-letters",
        Serdes.ByteArray(),
        Serdes.ByteArray(),
        BY_CUSTOMER,
        Retention.largest(days(DeadLetter.KEPT_DAYS)));
  }

  /** Which dead letters were sent to their topics again, under each letter's key and partition. */
  public Topic<AccountKey, Redrive> redrives() {
    return keyed(
        "dead-letter-redrives",
        JsonSerde.of(Redrive.class),
        BY_CUSTOMER,
        days(DeadLetter.KEPT_DAYS));
  }

  /** How far each partition of a source was read; in one transaction with what was read. */
  public Topic<AccountKey, SourcePosition> sourcePositions() {
    return keyed("source-positions", JsonSerde.of(SourcePosition.class), WHOLE, OFTEN_REPLACED);
  }

  private <V> Topic<AccountKey, V> keyed(
      String name, Serde<V> value, Topic.Spread spread, Map<String, String> settings) {
    return new Topic<>(prefix + name, KeySerde.instance(), value, spread, settings);
  }
}
