package com.traitly.contracts.topic;

import com.traitly.contracts.model.CustomerFact;
import com.traitly.contracts.model.CustomerProfile;
import com.traitly.contracts.model.Event;
import com.traitly.contracts.model.Goal;
import com.traitly.contracts.model.GoalTransition;
import com.traitly.contracts.model.OperatorEvent;
import com.traitly.contracts.model.Redrive;
import com.traitly.contracts.model.Token;
import com.traitly.contracts.webhook.DeliveryAttempt;
import com.traitly.contracts.webhook.Endpoint;
import com.traitly.contracts.webhook.EndpointDisabling;
import com.traitly.contracts.webhook.Resend;
import com.traitly.contracts.webhook.WebhookAnswer;
import com.traitly.contracts.webhook.WebhookCommand;
import com.traitly.contracts.wire.CustomerJson;
import com.traitly.contracts.wire.EventJson;
import com.traitly.contracts.wire.Fields;
import com.traitly.contracts.wire.GoalJson;
import com.traitly.contracts.wire.GoalReader;
import com.traitly.contracts.wire.OperatorEventJson;
import com.traitly.contracts.wire.RedriveJson;
import com.traitly.contracts.wire.TokenJson;
import com.traitly.contracts.wire.TransitionJson;
import com.traitly.contracts.wire.webhook.AttemptJson;
import com.traitly.contracts.wire.webhook.CommandJson;
import com.traitly.contracts.wire.webhook.DisablingJson;
import com.traitly.contracts.wire.webhook.EndpointJson;
import org.apache.kafka.common.serialization.Serde;

/** The values of our JSON topics: how each is written and read, and what it must hold. */
final class TopicValues {
  private TopicValues() {}

  static Serde<Event> events() {
    RequiredFields demands =
        RequiredFields.texts(Fields.CUSTOMER_ID, Fields.NAME, Fields.EVENT_ID)
            .numbers(Fields.CREATED_AT, Fields.RECEIVED_AT);
    return JsonSerde.of(EventJson::record, demands, EventJson::read);
  }

  static Serde<CustomerFact> facts() {
    RequiredFields demands =
        RequiredFields.texts(Fields.CUSTOMER_ID, "type")
            .numbers(Fields.RECEIVED_AT)
            .numbersUnlessMissing(Fields.UPDATED_AT, Fields.CREATED_AT);
    return JsonSerde.of(CustomerJson::fact, demands, CustomerJson::readFact);
  }

  static Serde<CustomerProfile> profiles() {
    RequiredFields demands = RequiredFields.texts(Fields.CUSTOMER_ID).numbers(Fields.CREATED_AT);
    return JsonSerde.of(CustomerJson::profile, demands, CustomerJson::readProfile);
  }

  static Serde<Goal> goals() {
    RequiredFields demands = RequiredFields.texts(Fields.NAME).numbers("version");
    return JsonSerde.of(GoalJson::write, demands, GoalReader::readStored);
  }

  static Serde<Endpoint> endpoints() {
    RequiredFields demands =
        RequiredFields.texts("id", "url").numbers("max_in_flight", "rate_limit");
    return JsonSerde.of(EndpointJson::record, demands, EndpointJson::readStored);
  }

  static Serde<Token> tokens() {
    RequiredFields demands = RequiredFields.texts("id", "hash").numbers(Fields.CREATED_AT);
    return JsonSerde.of(TokenJson::record, demands, TokenJson::read);
  }

  static Serde<Long> uses() {
    RequiredFields demands = RequiredFields.NONE.numbers("last_used_at");
    return JsonSerde.of(TokenJson::use, demands, TokenJson::readUse);
  }

  static Serde<GoalTransition> transitions() {
    RequiredFields demands =
        RequiredFields.texts(Fields.GOAL_NAME, "transition")
            .numbers("goal_version", Fields.TIMESTAMP);
    return JsonSerde.of(TransitionJson::write, demands, TransitionJson::read);
  }

  static Serde<DeliveryAttempt> attempts() {
    RequiredFields demands =
        RequiredFields.texts(
                "delivery_id", "endpoint_id", Fields.CUSTOMER_ID, Fields.OBJECT, "outcome")
            .numbers("attempt", "started_at_ms", "took_ms");
    return JsonSerde.of(AttemptJson::write, demands, AttemptJson::read);
  }

  static Serde<WebhookCommand> commands() {
    RequiredFields demands =
        RequiredFields.texts("id", "kind")
            .numbersUnlessMissing("since_ms", "until_ms", "erased_ms");
    return JsonSerde.of(CommandJson::write, demands, CommandJson::read);
  }

  static Serde<WebhookAnswer> answers() {
    return JsonSerde.of(
        CommandJson::writeAnswer, RequiredFields.texts("id"), CommandJson::readAnswer);
  }

  static Serde<Resend> resends() {
    RequiredFields demands =
        RequiredFields.texts("endpoint_id", "delivery_id", Fields.OBJECT)
            .numbers("offset")
            .longs("sequence");
    return JsonSerde.of(CommandJson::writeResend, demands, CommandJson::readResend);
  }

  static Serde<EndpointDisabling> disablings() {
    RequiredFields demands = RequiredFields.texts("reason").numbers("activation", "at_ms");
    return JsonSerde.of(DisablingJson::write, demands, DisablingJson::read);
  }

  static Serde<OperatorEvent> operatorEvents() {
    RequiredFields demands =
        RequiredFields.texts("kind", "webhook_id").numbers("failing_since", Fields.TIMESTAMP);
    return JsonSerde.of(OperatorEventJson::write, demands, OperatorEventJson::read);
  }

  static Serde<Redrive> redrives() {
    RequiredFields demands = RequiredFields.texts("origin").numbers(Fields.TIMESTAMP);
    return JsonSerde.of(RedriveJson::write, demands, RedriveJson::read);
  }
}
