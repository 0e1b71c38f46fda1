package com.traitly.gateway.intake;

import com.traitly.contracts.model.AccountKey;
import com.traitly.contracts.model.CustomerProfile;
import com.traitly.contracts.topic.KeySerde;
import com.traitly.contracts.topic.RecordHeaders;
import com.traitly.contracts.topic.Topic;
import com.traitly.platform.kafka.TopicFollower;
import com.traitly.platform.kafka.UnreadableRecords;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Supplier;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * Follows the merged profiles. It knows which customers may exist, and passes a profile to a
 * request of this process that waits for the result of its write. Of all other profiles it reads
 * the key only. Thread-safe.
 */
public final class ProfileListener implements KnownCustomers, AutoCloseable {
  private final Map<AccountKey, List<ProfileWatch>> watches = new ConcurrentHashMap<>();
  private final KeyBloomFilter known = new KeyBloomFilter();
  private final Topic<AccountKey, CustomerProfile> topic;
  private final TopicFollower follower;

  /**
   * Starts to read all stored profiles, and then the new ones.
   *
   * @param partitions how many the topic has
   * @param open opens a reader of bytes
   * @param unreadable takes the records that cannot be read
   */
  public ProfileListener(
      Topic<AccountKey, CustomerProfile> topic,
      int partitions,
      Supplier<Consumer<byte[], byte[]>> open,
      UnreadableRecords unreadable) {
    this.topic = topic;
    follower =
        new TopicFollower(
            open, topic.name(), partitions, TopicFollower.From.BEGINNING, this::heard, unreadable);
  }

  /** Waits for a while until all stored profiles are read; until then any customer may be known. */
  public void awaitCurrent(Duration atMost) {
    follower.awaitCurrent(atMost);
  }

  @Override
  public boolean mayBeKnown(AccountKey customer) {
    return !follower.isCurrent() || known.mayHave(KeySerde.bytes(customer));
  }

  @Override
  public void accepted(byte[] key) {
    known.add(key);
  }

  @Override
  public ProfileWatch watch(AccountKey customer) {
    ProfileWatch watch = new ProfileWatch();
    watches.compute(
        customer,
        (key, before) -> {
          List<ProfileWatch> all = before == null ? new CopyOnWriteArrayList<>() : before;
          all.add(watch);
          return all;
        });
    var unused =
        watch
            .ended()
            .whenComplete((profile, failure) ->
                watches.computeIfPresent(
                    customer,
                    (key, all) -> {
                      all.remove(watch);
                      return all.isEmpty() ? null : all;
                    }));
    return watch;
  }

  @Override
  public void close() {
    follower.close();
  }

  private void heard(ConsumerRecord<byte[], byte[]> record) {
    if (record.key() == null || record.value() == null) {
      return; // an erased customer may still count as known, which is allowed
    }
    known.add(record.key());
    if (!watches.isEmpty()) {
      tell(record);
    }
  }

  private void tell(ConsumerRecord<byte[], byte[]> record) {
    AccountKey customer = topic.readKey(record.key());
    String cause = RecordHeaders.text(record.headers(), RecordHeaders.CAUSE);
    List<ProfileWatch> waiting = watches.getOrDefault(customer, List.of());
    if (cause != null && !waiting.isEmpty()) {
      CustomerProfile profile =
          topic.value().deserializer().deserialize(topic.name(), record.value());
      waiting.forEach(each -> each.heard(cause, profile));
    }
  }
}
