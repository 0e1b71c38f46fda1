package com.traitly.sender.log;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.traitly.contracts.json.Json;
import com.traitly.contracts.model.AccountKey;
import com.traitly.contracts.webhook.AttemptFilter;
import com.traitly.contracts.webhook.DeliveryAttempt;
import com.traitly.contracts.webhook.WebhookCommand.Replay;
import com.traitly.contracts.webhook.WebhookCommand.Replayed;
import com.traitly.contracts.wire.webhook.AttemptJson;
import com.traitly.contracts.wire.webhook.CommandJson;
import com.traitly.streams.list.Keys;
import com.traitly.streams.list.ListRow;
import com.traitly.streams.list.Page;
import com.traitly.streams.list.PageRequest;
import com.traitly.streams.node.Store;
import java.util.Base64;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.state.KeyValueStore;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Walks through the log for replays and counts, a page at a time. The progress of each is in a
 * store, so a restart continues it. Only the stream thread may call it.
 *
 * <p>A delivery counts by its last attempt, so it counts once however often it was attempted.
 */
final class Replays {
  /** The replays that are under way, by account, endpoint and id of the command. */
  static final Store<Bytes, byte[]> UNDER_WAY = Store.ofBytes("replays");

  private static final Logger LOG = LoggerFactory.getLogger(Replays.class);
  private static final int ROWS_A_STEP = 200;
  private static final String COMMAND = "command";
  private static final String PLACE = "place";
  private static final String COUNT = "count";

  private final AttemptLog log;
  private final KeyValueStore<Bytes, byte[]> underWay;
  private boolean idle;

  /** Receives the results of replays. */
  interface Listener {
    /** Called for each message that is to be sent again. */
    void resend(AccountKey endpoint, DeliveryAttempt attempt);

    /** Called when a count is complete. */
    void counted(Replay command, long count);
  }

  /** The replays of one task's log. */
  Replays(AttemptLog log, KeyValueStore<Bytes, byte[]> underWay) {
    this.log = log;
    this.underWay = underWay;
  }

  /** Begins a replay or count; {@link #step} does the work. */
  void begin(AccountKey endpoint, Replay command) {
    save(endpoint, command, "", 0);
    idle = false;
  }

  /** Does one page of the first replay under way. */
  void step(Listener listener) {
    if (idle) {
      return;
    }
    KeyValue<Bytes, byte[]> first;
    try (var entries = underWay.all()) {
      if (!entries.hasNext()) {
        idle = true;
        return;
      }
      first = entries.next();
    }
    try {
      JsonNode state = Json.read(first.value);
      Keys.Reader key = new Keys.Reader(first.key.get());
      AccountKey endpoint = new AccountKey(key.text(), key.text());
      if (CommandJson.read(state.required(COMMAND)) instanceof Replay command) {
        goOn(endpoint, command, state, listener);
        return;
      }
    } catch (IllegalArgumentException unreadable) {
      LOG.error("a replay is given up, because what is stored of it is unreadable", unreadable);
    }
    underWay.delete(first.key);
  }

  private void goOn(AccountKey endpoint, Replay command, JsonNode state, Listener listener) {
    byte[] place = Base64.getDecoder().decode(state.path(PLACE).asText());
    Page page = page(endpoint, command, place.length == 0 ? null : Bytes.wrap(place));
    for (ListRow row : page.rows()) {
      if (!command.dryRun()) {
        listener.resend(endpoint, AttemptJson.STORED.read(row.item()));
      }
    }
    long count = state.path(COUNT).asLong() + page.rows().size();
    Bytes to = page.searchedTo();
    if (to != null) {
      save(endpoint, command, Base64.getEncoder().encodeToString(to.get()), count);
      return;
    }
    underWay.delete(key(endpoint, command));
    if (command.dryRun()) {
      listener.counted(command, count);
    }
  }

  private Page page(AccountKey endpoint, Replay command, @Nullable Bytes after) {
    LogReads reads = new LogReads(log.store());
    String status = command.status() == Replayed.UNDELIVERED ? "given_up" : null;
    return reads.page(
        endpoint,
        new AttemptFilter(null, status, command.since(), command.until()),
        new PageRequest(false, ROWS_A_STEP, after),
        (id, attempt) ->
            attempt != null && command.status().includes(attempt) && reads.isLast(endpoint, attempt)
                ? AttemptJson.STORED.tree(attempt)
                : null);
  }

  private void save(AccountKey endpoint, Replay command, String place, long count) {
    ObjectNode state = Json.object().put(PLACE, place).put(COUNT, count);
    state.set(COMMAND, CommandJson.write(command));
    underWay.put(key(endpoint, command), Json.bytes(state));
  }

  private static Bytes key(AccountKey endpoint, Replay command) {
    return Keys.join(
        Keys.text(endpoint.account()), Keys.text(endpoint.id()), Keys.text(command.id()));
  }
}
