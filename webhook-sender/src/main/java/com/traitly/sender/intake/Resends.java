package com.traitly.sender.intake;

import com.traitly.contracts.json.Json;
import com.traitly.contracts.model.AccountKey;
import com.traitly.contracts.model.AnnouncementObject;
import com.traitly.contracts.topic.Topics;
import com.traitly.contracts.webhook.Resend;
import com.traitly.contracts.wire.webhook.CommandJson;
import com.traitly.sender.outbox.Delivery;
import com.traitly.sender.outbox.DeliveryKey;
import com.traitly.sender.outbox.QueuedDelivery;
import com.traitly.streams.list.Keys;
import com.traitly.streams.node.Store;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Consumer;
import org.apache.kafka.common.serialization.BytesSerializer;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.state.KeyValueStore;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Messages to be sent again whose bodies have not been read from their topic yet. They stay in a
 * store until they are in the outbox, so that a crash loses none. Only the stream thread may call
 * it.
 */
public final class Resends {
  public static final Store<Bytes, byte[]> RESENDS = Store.ofBytes("resends");

  private static final Logger LOG = LoggerFactory.getLogger(Resends.class);
  private static final int MOST_ASKED = 200;

  private final KeyValueStore<Bytes, byte[]> store;
  private final AnnouncementBodies bodies;
  private final Topics topics;
  private final int partition;
  private final Set<Bytes> asked = new HashSet<>();
  private final Queue<Found> found = new ConcurrentLinkedQueue<>();
  private boolean more = true;

  private record Found(Bytes key, AccountKey customer, Resend resend, @Nullable Bytes body) {}

  /**
   * The resends of one task.
   *
   * @param partition of the announcements of its customers
   */
  public Resends(
      KeyValueStore<Bytes, byte[]> store, AnnouncementBodies bodies, Topics topics, int partition) {
    this.store = store;
    this.bodies = bodies;
    this.topics = topics;
    this.partition = partition;
  }

  /** Adds a message; adding it again while it waits here changes nothing. */
  public void add(AccountKey customer, Resend resend) {
    Bytes key =
        Keys.join(
            Keys.text(customer.account()),
            Keys.text(customer.id()),
            Keys.text(resend.endpointId()),
            Keys.number(resend.sequence()));
    store.put(key, CommandJson.RESENDS.bytes(resend));
    more = true;
  }

  /** Removes the messages of a customer. */
  public void erase(AccountKey customer) {
    Bytes prefix = Keys.join(Keys.text(customer.account()), Keys.text(customer.id()));
    List<Bytes> keys = new ArrayList<>();
    try (var entries = store.prefixScan(prefix, new BytesSerializer())) {
      entries.forEachRemaining(entry -> keys.add(entry.key));
    }
    keys.forEach(store::delete);
  }

  /** Hands over the messages whose bodies have been read, and requests more bodies. */
  public void step(long now, Consumer<QueuedDelivery> ready) {
    for (Found each = found.poll(); each != null; each = found.poll()) {
      if (store.get(each.key()) == null) {
        LOG.debug("delivery {} is of a customer that was erased", each.resend().deliveryId());
      } else if (each.body() == null) {
        LOG.warn("delivery {} cannot be sent again: it is no longer kept", each.resend());
      } else {
        ready.accept(waiting(each, each.body(), now));
      }
      asked.remove(each.key());
      store.delete(each.key());
    }
    if (more && asked.size() <= MOST_ASKED / 2) {
      ask();
    }
  }

  private void ask() {
    List<KeyValue<Bytes, byte[]>> next = new ArrayList<>();
    try (var entries = store.all()) {
      while (entries.hasNext() && asked.size() + next.size() < MOST_ASKED) {
        KeyValue<Bytes, byte[]> entry = entries.next();
        if (!asked.contains(entry.key)) {
          next.add(entry);
        }
      }
      more = entries.hasNext();
    }
    for (KeyValue<Bytes, byte[]> each : next) {
      try {
        ask(each);
      } catch (IllegalArgumentException unreadable) {
        LOG.error("a message is not sent again: what is stored of it is unreadable", unreadable);
        store.delete(each.key);
      }
    }
  }

  private void ask(KeyValue<Bytes, byte[]> entry) {
    Keys.Reader key = new Keys.Reader(entry.key.get());
    AccountKey customer = new AccountKey(key.text(), key.text());
    Resend resend = CommandJson.RESENDS.read(Json.read(entry.value));
    asked.add(entry.key);
    bodies.read(
        new AnnouncementBodies.Place(
            topic(resend.object()), partition, resend.offset(), resend.deliveryId()),
        body ->
            found.add(
                new Found(entry.key, customer, resend, body == null ? null : Bytes.wrap(body))));
  }

  private String topic(String object) {
    return Arrays.stream(AnnouncementObject.values())
        .filter(each -> each.wireName().equals(object))
        .map(each -> topics.announcements(each).name())
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("no announcement: " + object));
  }

  private static QueuedDelivery waiting(Found found, Bytes body, long now) {
    Resend resend = found.resend();
    DeliveryKey deliveryKey =
        new DeliveryKey(
            new AccountKey(found.customer().account(), resend.endpointId()), found.customer().id());
    return new QueuedDelivery(
        deliveryKey,
        resend.sequence(),
        Delivery.resent(
            resend.deliveryId(), resend.object(), resend.goalName(), body, now, resend.offset()));
  }
}
