package com.traitly.connect;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.traitly.contracts.model.PropensityChange;
import com.traitly.contracts.topic.PublicTopics;
import java.util.Date;
import org.apache.kafka.common.record.TimestampType;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.errors.DataException;
import org.apache.kafka.connect.header.ConnectHeaders;
import org.apache.kafka.connect.sink.SinkRecord;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

final class LikelihoodRowTest {
  private static final String TOPIC = "t.goal-propensity-change";

  private final LikelihoodRow transform = new LikelihoodRow();

  @SuppressWarnings("JavaUtilDate") // what Connect takes for a timestamp
  @Test
  void anAnnouncementBecomesARow() {
    var change = new PropensityChange("a|b", "30-day \"Ä\"", 0.25, 1_764_000_000_000L);
    byte[] value =
        new PublicTopics("t.").propensityChanges().value().serializer().serialize(TOPIC, change);

    SinkRecord row = transform.apply(record("acme|a|b".getBytes(UTF_8), value, null));

    assertThat(key(row)).isEqualTo("acme, a|b, 30-day \"Ä\"");
    Struct columns = (Struct) row.value();
    assertThat(columns.getFloat64("likelihood")).isEqualTo(0.25);
    assertThat(columns.get("announced_at")).isEqualTo(new Date(1_764_000_000_000L));
    row.keySchema().fields().forEach(field -> assertThat(field.schema().isOptional()).isFalse());
  }

  @Test
  void aWithdrawalIsARowWithoutValue() {
    SinkRecord row = transform.apply(record("acme|7".getBytes(UTF_8), null, "100".getBytes(UTF_8)));

    assertThat(key(row)).isEqualTo("acme, 7, 100");
    assertThat(row.value()).isNull();
    assertThat(row.valueSchema()).isNull();
  }

  @Test
  void whatIsNoAnnouncementIsNamedWithItsPlace() {
    byte[] key = "acme|7".getBytes(UTF_8);
    refused(record(key, "{".getBytes(UTF_8), null), TOPIC + "-2@5", "not well-formed JSON");
    refused(record(key, "{}".getBytes(UTF_8), null), TOPIC + "-2@5");
    refused(record(key, null, null), "neither a value nor the header goal");
    refused(record("7".getBytes(UTF_8), null, key), "account|id");
    refused(record(null, null, key), "has a key");
  }

  @Test
  void converterThatIsMissingIsNamed() {
    refused(record("acme|7", null, null), "key.converter=", "ByteArrayConverter");
    refused(record("acme|7".getBytes(UTF_8), "{}", null), "value.converter=");
    refused(record("acme|7".getBytes(UTF_8), null, 100L), "header.converter=");
  }

  private void refused(SinkRecord record, String... said) {
    assertThatThrownBy(() -> transform.apply(record))
        .isInstanceOf(DataException.class)
        .hasMessageContainingAll(said);
  }

  private static String key(SinkRecord row) {
    Struct key = (Struct) row.key();
    return String.join(
        ", ", key.getString("account"), key.getString("customer_id"), key.getString("goal_name"));
  }

  private static SinkRecord record(
      @Nullable Object key, @Nullable Object value, @Nullable Object goal) {
    ConnectHeaders headers = new ConnectHeaders();
    if (goal != null) {
      headers.add("goal", goal, goal instanceof byte[] ? Schema.BYTES_SCHEMA : Schema.INT64_SCHEMA);
    }
    return new SinkRecord(
        TOPIC,
        2,
        Schema.OPTIONAL_BYTES_SCHEMA,
        key,
        Schema.OPTIONAL_BYTES_SCHEMA,
        value,
        5,
        7L,
        TimestampType.CREATE_TIME,
        headers);
  }
}
