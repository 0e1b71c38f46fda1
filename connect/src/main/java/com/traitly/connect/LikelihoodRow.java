package com.traitly.connect;

import com.traitly.contracts.model.AccountKey;
import com.traitly.contracts.model.PropensityChange;
import com.traitly.contracts.topic.PublicTopics;
import com.traitly.contracts.topic.RecordHeaders;
import com.traitly.contracts.topic.Topic;
import com.traitly.contracts.topic.Topics;
import java.nio.charset.StandardCharsets;
import java.util.Date;
import java.util.Map;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.SchemaBuilder;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.data.Timestamp;
import org.apache.kafka.connect.errors.DataException;
import org.apache.kafka.connect.header.Header;
import org.apache.kafka.connect.sink.SinkRecord;
import org.apache.kafka.connect.transforms.Transformation;
import org.jspecify.annotations.Nullable;

/**
 * Makes a row of each record of {@code goal-propensity-change}: its key is account, customer and
 * goal, its columns are the likelihood and when it was announced. A record that withdraws what was
 * announced becomes a row without value, which sinks delete.
 *
 * <p>Key, value and headers must arrive as bytes, by Connect's {@code ByteArrayConverter}.
 */
public final class LikelihoodRow implements Transformation<SinkRecord> {
  private static final String ACCOUNT = "account";
  private static final String CUSTOMER = "customer_id";
  private static final String GOAL = "goal_name";
  private static final String LIKELIHOOD = "likelihood";
  private static final String ANNOUNCED_AT = "announced_at";

  private static final Schema KEY =
      SchemaBuilder.struct()
          .name("com.traitly.LikelihoodKey")
          .field(ACCOUNT, Schema.STRING_SCHEMA)
          .field(CUSTOMER, Schema.STRING_SCHEMA)
          .field(GOAL, Schema.STRING_SCHEMA)
          .build();
  private static final Schema ROW =
      SchemaBuilder.struct()
          .name("com.traitly.Likelihood")
          .field(LIKELIHOOD, Schema.FLOAT64_SCHEMA)
          .field(ANNOUNCED_AT, Timestamp.SCHEMA)
          .build();
  // The serdes are the same under every prefix.
  private static final Topic<AccountKey, PropensityChange> TOPIC =
      new PublicTopics(Topics.DEFAULT_PREFIX).propensityChanges();

  @Override
  public SinkRecord apply(SinkRecord record) {
    try {
      AccountKey customer = TOPIC.readKey(bytes(record.key(), "key"));
      PropensityChange change = TOPIC.readValue(bytes(record.value(), "value"));
      String goal = change == null ? withdrawn(record) : change.goalName();
      Struct key =
          new Struct(KEY)
              .put(ACCOUNT, customer.account())
              .put(CUSTOMER, customer.id())
              .put(GOAL, goal);
      Struct row = change == null ? null : row(change);
      return record.newRecord(
          record.topic(),
          record.kafkaPartition(),
          KEY,
          key,
          row == null ? null : ROW,
          row,
          record.timestamp());
    } catch (SerializationException unreadable) {
      throw new DataException(
          "%s-%d@%d is no announcement of a likelihood: %s"
              .formatted(
                  record.topic(),
                  record.kafkaPartition(),
                  record.kafkaOffset(),
                  unreadable.getMessage()),
          unreadable);
    }
  }

  @SuppressWarnings("JavaUtilDate") // what Connect takes for a timestamp
  private static Struct row(PropensityChange change) {
    return new Struct(ROW)
        .put(LIKELIHOOD, change.likelihood())
        .put(ANNOUNCED_AT, new Date(change.at()));
  }

  /** The goal of a record without value. */
  private static String withdrawn(SinkRecord record) {
    Header header = record.headers().lastWithName(RecordHeaders.GOAL);
    byte[] goal = header == null ? null : bytes(header.value(), "header");
    if (goal == null) {
      throw new SerializationException("it has neither a value nor the header goal");
    }
    return new String(goal, StandardCharsets.UTF_8);
  }

  private static byte @Nullable [] bytes(@Nullable Object part, String what) {
    if (part == null || part instanceof byte[]) {
      return (byte[]) part;
    }
    throw new DataException(
        "the %s arrives as %s: set %s.converter=org.apache.kafka.connect.converters.ByteArrayConverter for the connector"
            .formatted(what, part.getClass().getSimpleName(), what));
  }

  @Override
  public ConfigDef config() {
    return new ConfigDef();
  }

  @Override
  public void configure(Map<String, ?> settings) {
    // There is nothing to choose.
  }

  @Override
  public void close() {
    // Nothing is open.
  }
}
