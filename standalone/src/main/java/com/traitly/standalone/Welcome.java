package com.traitly.standalone;

import com.traitly.contracts.model.AnnouncementObject;
import com.traitly.contracts.topic.Topics;
import com.traitly.platform.kafka.KafkaAccess;
import java.nio.file.Path;

/**
 * The text that a newcomer sees once everything is ready.
 *
 * @param baseUrl where callers reach it
 * @param apiKey the admin API key
 * @param data the data directory
 * @param kafka the brokers
 */
record Welcome(String baseUrl, String apiKey, Path data, KafkaAccess kafka) {
  /** Leaves the API key out, because this may be logged. */
  @Override
  public String toString() {
    return "Welcome[" + baseUrl + "]";
  }

  /** Addresses, and commands that work when they are pasted into a terminal. */
  String text() {
    String api = baseUrl + "/api/v1";
    String auth = "-H 'Authorization: Token " + apiKey + "'";
    return """

    Traitly is ready.

      base URL   %s
      API key    %s
      docs       %s/docs
      broker     %s
      data       %s

    Try it:

      curl '%s/customer' %s --data '{"customer_id": "123", "name": "John Smith", "email": "john.smith@example.com", "plan": "Trial"}'
      curl '%s/event' %s --data '{"customer_id": "123", "name": "Logged in"}'
      curl '%s/event?customer_id=123' %s

    Consume predictions, with kcat or any other Kafka client:

      %s

    Ctrl-C stops it; the data stays.
    """
        .formatted(
            baseUrl,
            apiKey,
            baseUrl,
            kafka.bootstrap(),
            data,
            api,
            auth,
            api,
            auth,
            api,
            auth,
            consume());
  }

  private String consume() {
    Topics topics = new Topics(kafka.prefix());
    return "kcat -C -b %s -t %s"
        .formatted(
            kafka.bootstrap(),
            topics.announcements(AnnouncementObject.GOAL_PROPENSITY_CHANGE).name());
  }
}
