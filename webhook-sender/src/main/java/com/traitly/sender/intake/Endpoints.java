package com.traitly.sender.intake;

import com.traitly.contracts.model.AccountKey;
import com.traitly.contracts.topic.KeySerde;
import com.traitly.contracts.topic.Topics;
import com.traitly.contracts.webhook.Endpoint;
import com.traitly.contracts.webhook.EndpointDisabling;
import com.traitly.sender.outbox.Delivery;
import com.traitly.streams.node.Store;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.kafka.common.serialization.StringSerializer;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.state.ReadOnlyKeyValueStore;
import org.jspecify.annotations.Nullable;

/**
 * The endpoints of all accounts as the global tables have them: an endpoint that was disabled shows
 * as not enabled. An account is read once per change, since every announcement asks for it. Not
 * thread-safe.
 */
public final class Endpoints {
  public static final Store<AccountKey, Endpoint> DEFINED =
      new Store<>("endpoints", KeySerde.instance(), new Topics("").webhooks().value());
  public static final Store<AccountKey, EndpointDisabling> DISABLED =
      new Store<>(
          "endpoint-disablings", KeySerde.instance(), new Topics("").webhookDisablings().value());

  private final ReadOnlyKeyValueStore<AccountKey, Endpoint> defined;
  private final ReadOnlyKeyValueStore<AccountKey, EndpointDisabling> disabled;
  private final AtomicLong version;
  private final Map<String, Map<String, Endpoint>> accounts = new HashMap<>();
  private long versionRead = -1;

  /**
   * The endpoints as a task sees them.
   *
   * @param version grows with every change of a table
   */
  public Endpoints(ProcessorContext<?, ?> context, AtomicLong version) {
    defined = context.getStateStore(DEFINED.name());
    disabled = context.getStateStore(DISABLED.name());
    this.version = version;
  }

  /** The endpoint; null when there is none, or none any more. */
  public @Nullable Endpoint find(AccountKey key) {
    return account(key.account()).get(key.id());
  }

  /** The endpoints that want this announcement, whether enabled or not. */
  public List<Endpoint> wanting(Announcement announcement) {
    Delivery wanted = announcement.delivery();
    return account(announcement.key().account()).values().stream()
        .filter(endpoint ->
            endpoint.wants(wanted.object(), wanted.goalName())
                && announcement.content().passes(endpoint, wanted.object()))
        .toList();
  }

  /** All endpoints of an account. */
  public Collection<Endpoint> all(String account) {
    return account(account).values();
  }

  private Map<String, Endpoint> account(String account) {
    long now = version.get();
    if (now != versionRead) {
      accounts.clear();
      versionRead = now;
    }
    return accounts.computeIfAbsent(account, this::read);
  }

  private Map<String, Endpoint> read(String account) {
    Map<String, Endpoint> found = new LinkedHashMap<>();
    try (var entries = defined.prefixScan(account + "|", new StringSerializer())) {
      entries.forEachRemaining(entry -> {
        EndpointDisabling disabling = disabled.get(entry.key);
        boolean ended = disabling != null && disabling.ends(entry.value);
        found.put(entry.key.id(), ended ? entry.value.switched(false) : entry.value);
      });
    }
    return found;
  }
}
