package com.traitly.gateway.intake;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.traitly.contracts.json.Json;
import com.traitly.contracts.model.AccountKey;
import com.traitly.contracts.model.CustomerProfile;
import com.traitly.contracts.topic.Topic;
import com.traitly.contracts.wire.CustomerJson;
import com.traitly.contracts.wire.Fields;
import com.traitly.gateway.http.Warnings;
import com.traitly.gateway.http.WriteAnswer;
import com.traitly.gateway.http.WriteCall;
import com.traitly.gateway.publish.RecordSender;
import com.traitly.gateway.publish.WritePositions;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import java.util.regex.Pattern;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.jspecify.annotations.Nullable;

/**
 * Stores facts about customers. For a caller who prefers it (RFC 7240), it waits for the merged
 * profile that a single fact leads to, and shows that instead of what was sent. Thread-safe.
 */
public record Representations(
    RecordSender sender, KnownCustomers seen, Topic<AccountKey, ?> customers)
    implements BatchWrite.Storage {
  static final String PREFER = "Prefer";
  static final String APPLIED = "Preference-Applied";

  private static final String REPRESENTATION = "return=representation";
  private static final Pattern ASKED =
      Pattern.compile("(^|.*[,;])return=(representation|\"representation\")([,;].*|$)");
  private static final Duration PATIENCE = Duration.ofSeconds(2);

  @Override
  public CompletableFuture<WriteAnswer> store(
      WriteCall call, List<ProducerRecord<byte[], byte[]>> records, WriteAnswer answer) {
    boolean alone = records.size() == 1 && answer.status() != WriteAnswer.MIXED;
    boolean waits = alone && isPreferred(call.header(PREFER));
    ProfileWatch watch = waits ? seen.watch(key(records.getFirst())) : null;
    CompletableFuture<WritePositions> stored;
    try {
      stored = sender.send(records);
    } catch (RuntimeException | Error refused) {
      cancel(watch);
      throw refused;
    }
    return stored
        .whenComplete((positions, failure) -> {
          if (failure == null) {
            records.forEach(each -> seen.accepted(each.key()));
          } else {
            cancel(watch);
          }
        })
        .thenCompose(positions ->
            watch == null
                ? CompletableFuture.completedFuture(answer.at(positions))
                : watch
                    .of(positions.text(), PATIENCE)
                    .handle((profile, late) -> represented(call, answer, profile).at(positions)));
  }

  /** Whether a header asks for the representation; other preferences are ignored. */
  public static boolean isPreferred(@Nullable String header) {
    return header != null
        && ASKED.matcher(header.replaceAll("\\s+", "").toLowerCase(Locale.ROOT)).matches();
  }

  private static void cancel(@Nullable ProfileWatch watch) {
    if (watch != null) {
      watch.cancel();
    }
  }

  private AccountKey key(ProducerRecord<byte[], byte[]> record) {
    return customers.readKey(record.key());
  }

  private static WriteAnswer represented(
      WriteCall call, WriteAnswer answer, @Nullable CustomerProfile profile) {
    if (profile == null) {
      return notYet(answer);
    }
    return WriteAnswer.of(
            answer.status(),
            CustomerWrites.OBJECT,
            call.receivedAt(),
            List.of(CustomerJson.item(profile)))
        .with(APPLIED, REPRESENTATION);
  }

  /**
   * Shows what was sent and warns that the profile is still to come; the write itself is stored.
   */
  private static WriteAnswer notYet(WriteAnswer answer) {
    ObjectNode body = (ObjectNode) Json.parse(answer.body());
    Warnings warnings = new Warnings();
    warnings.addWhole(
        "The change is stored, but its merged profile was not there within 2 s: shown is what was"
            + " sent; GET /customer/{id} with this Traitly-Position shows the profile");
    body.set(Fields.METADATA, warnings.metadata());
    return WriteAnswer.of(202, body);
  }
}
