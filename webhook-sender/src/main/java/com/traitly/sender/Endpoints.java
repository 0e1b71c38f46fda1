package com.traitly.sender;

import com.traitly.contracts.model.AccountKey;
import com.traitly.contracts.model.Endpoint;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.common.serialization.StringSerializer;
import org.apache.kafka.streams.state.ReadOnlyKeyValueStore;
import org.jspecify.annotations.Nullable;

/** The endpoints of all accounts, as the global table has them. */
final class Endpoints {
  private final ReadOnlyKeyValueStore<AccountKey, Endpoint> table;

  Endpoints(ReadOnlyKeyValueStore<AccountKey, Endpoint> table) {
    this.table = table;
  }

  /** Null when there is none, or no more. */
  @Nullable Endpoint find(AccountKey key) {
    return table.get(key);
  }

  /** Those that want announcements like this one, whether enabled or not. */
  List<Endpoint> wanting(Announcement announcement) {
    List<Endpoint> wanting = new ArrayList<>();
    try (var entries =
        table.prefixScan(announcement.key().account() + "|", new StringSerializer())) {
      entries.forEachRemaining(entry -> {
        if (entry.value.wants(announcement.object(), announcement.goalName())) {
          wanting.add(entry.value);
        }
      });
    }
    return wanting;
  }
}
