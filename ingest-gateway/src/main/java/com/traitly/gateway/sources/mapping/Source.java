package com.traitly.gateway.sources.mapping;

import com.traitly.contracts.model.AccountKey;
import com.traitly.contracts.wire.Sha256;
import com.traitly.gateway.sources.format.SchemaRegistry;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A topic whose records become events or customers of an account.
 *
 * @param name what metrics, log lines and its consumer group are called by; unique
 * @param account owns whatever comes in
 * @param group the consumer group that shares its partitions among gateways
 * @param kafka settings of the consumer; with bootstrap servers when the topic is on another
 *     cluster than ours
 * @param registry null when the format needs none
 */
public record Source(
    String name,
    String topic,
    String account,
    Kind kind,
    Format format,
    StartPosition start,
    ItemMapping mapping,
    String group,
    Map<String, String> kafka,
    SchemaRegistry.@Nullable Access registry) {
  private static final int LONGEST_ID = 100;
  private static final Pattern PARTITION = Pattern.compile("[0-9]+");

  /** What the records of a source become. */
  public enum Kind {
    EVENTS,
    CUSTOMERS
  }

  /** How the values of a source are encoded. */
  public enum Format {
    JSON,
    JSON_SCHEMA,
    AVRO,
    PROTOBUF
  }

  /** The key under which the position in a partition is kept. */
  public AccountKey positionKey(int partition) {
    return new AccountKey(account, identity() + "/" + partition);
  }

  /** Whether a key is that of a position of this source. */
  public boolean isPositionKey(AccountKey key) {
    String prefix = identity() + "/";
    return key.account().equals(account)
        && key.id().startsWith(prefix)
        && PARTITION.matcher(key.id().substring(prefix.length())).matches();
  }

  /** The transactional id under which a partition is read; only its newest user can commit. */
  public String transactionalId(String prefix, int partition) {
    return prefix + "source-" + identity() + "-" + partition;
  }

  /** The id of an event that has none of its own; the same whenever the record is read. */
  public String eventId(int partition, long offset) {
    String place = "-" + partition + "@" + offset;
    String id = identity() + place;
    return id.length() <= LONGEST_ID
        ? id
        : Sha256.hex(identity().getBytes(StandardCharsets.UTF_8), 16) + place;
  }

  /** Leaves the client's settings out, which have passwords, because this may be logged. */
  @Override
  public String toString() {
    return "Source[" + identity() + "]";
  }

  /** Another topic under the same name is another source. */
  private String identity() {
    return name.equals(topic) ? topic : name + "/" + topic;
  }
}
