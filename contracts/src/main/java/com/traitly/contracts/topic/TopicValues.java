package com.traitly.contracts.topic;

import com.traitly.contracts.model.CustomerFact;
import com.traitly.contracts.model.CustomerProfile;
import com.traitly.contracts.model.Event;
import com.traitly.contracts.model.LinkMessage;
import com.traitly.contracts.webhook.Endpoint;
import com.traitly.contracts.webhook.WebhookAnswer;
import com.traitly.contracts.webhook.WebhookCommand;
import com.traitly.contracts.wire.CustomerJson;
import com.traitly.contracts.wire.EventJson;
import com.traitly.contracts.wire.LinkJson;
import com.traitly.contracts.wire.webhook.CommandJson;
import com.traitly.contracts.wire.webhook.EndpointJson;
import org.apache.kafka.common.serialization.Serde;

/** How the values of topics become bytes, where a codec of their own writes them. */
final class TopicValues {
  static final Serde<Event> EVENTS = JsonSerde.of(EventJson::record, EventJson::read);
  static final Serde<CustomerFact> FACTS = JsonSerde.of(CustomerJson::fact, CustomerJson::readFact);
  static final Serde<LinkMessage> LINKS = JsonSerde.of(LinkJson::write, LinkJson::read);
  static final Serde<CustomerProfile> PROFILES =
      JsonSerde.of(CustomerJson::profile, CustomerJson::readProfile);
  static final Serde<Endpoint> ENDPOINTS =
      JsonSerde.of(EndpointJson::record, EndpointJson::readStored);
  static final Serde<WebhookCommand> COMMANDS = JsonSerde.of(CommandJson::write, CommandJson::read);
  static final Serde<WebhookAnswer> ANSWERS =
      JsonSerde.of(CommandJson::writeAnswer, CommandJson::readAnswer);

  private TopicValues() {}
}
