package com.traitly.processor.topology;

import com.traitly.contracts.model.AccountKey;
import com.traitly.contracts.model.CustomerFact;
import com.traitly.contracts.model.CustomerProfile;
import com.traitly.contracts.model.Event;
import com.traitly.contracts.model.LinkMessage;
import com.traitly.contracts.topic.RecordHeaders;
import com.traitly.processor.customer.CustomerFacts;
import com.traitly.processor.customer.CustomerState;
import com.traitly.processor.decision.CustomerEnd;
import com.traitly.processor.decision.CustomerUpdate;
import com.traitly.processor.decision.HistoryLoading;
import com.traitly.processor.decision.LoadedCustomer;
import com.traitly.processor.decision.UpdateTrigger;
import com.traitly.processor.link.KeptEvents;
import com.traitly.processor.link.LinkHandler;
import com.traitly.processor.link.LinkStore;
import com.traitly.processor.replay.DraftExpiry;
import com.traitly.processor.replay.GoalReplay;
import com.traitly.processor.report.ReportCleanup;
import com.traitly.processor.report.ReportTable;
import com.traitly.processor.task.CustomerRemoval;
import com.traitly.processor.task.CustomerStores;
import com.traitly.processor.task.CustomerUpdater;
import com.traitly.processor.task.OutputRecords;
import com.traitly.processor.task.ProcessorMeters.Work;
import com.traitly.processor.task.ProcessorParts;
import com.traitly.processor.task.Stores;
import com.traitly.processor.task.TimeBudget;
import com.traitly.streams.node.TaskDeletionTimes;
import com.traitly.streams.state.Position;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.ObjLongConsumer;
import org.apache.kafka.common.serialization.Serializer;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.processor.PunctuationType;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.processor.api.RecordMetadata;
import org.apache.kafka.streams.state.KeyValueStore;
import org.jspecify.annotations.Nullable;

/**
 * Applies each fact to its customer: one event, one task, one state update. Between records it runs
 * background work.
 */
final class CustomerProcessor implements Processor<AccountKey, Object, AccountKey, Object> {
  private static final Duration DUE_TICK = Duration.ofMillis(50);
  private static final Duration REPLAY_TICK = Duration.ofMillis(20);
  private static final Duration CLEANUP_TICK = Duration.ofSeconds(1);

  private static final long MOST_AHEAD_MILLIS = Duration.ofHours(1).toMillis();

  /** A profile too large for a record would stop the stream for all customers. */
  private static final int MAX_PROFILE_BYTES = 256 << 10;

  private final ProcessorParts parts;
  private final HistoryLoading loading = new HistoryLoading();
  private ProcessorContext<AccountKey, Object> context;
  private CustomerStores stores;
  private TaskDeletionTimes erasures;
  private CustomerUpdater updater;
  private CustomerRemoval removal;
  private LinkHandler links;

  @SuppressWarnings("NullAway.Init") // Kafka Streams calls init before anything else
  CustomerProcessor(ProcessorParts parts) {
    this.parts = parts;
  }

  @Override
  public void init(ProcessorContext<AccountKey, Object> given) {
    context = given;
    stores = new CustomerStores(context, parts.topics());
    OutputRecords outputs = new OutputRecords(context);
    erasures = new TaskDeletionTimes(context.getStateStore(Stores.ERASURES.name()));
    KeyValueStore<Bytes, byte[]> reportRows = context.getStateStore(Stores.GOAL_MEMBERS.name());
    ReportTable report = new ReportTable(reportRows, parts.registry());
    CustomerUpdate update = new CustomerUpdate(parts.registry(), loading);
    updater = new CustomerUpdater(stores, outputs, report, update);
    CustomerEnd ending = new CustomerEnd(parts.registry());
    removal = new CustomerRemoval(stores, report, outputs, erasures, ending);
    links =
        new LinkHandler(
            new LinkStore(context.getStateStore(Stores.LINKS.name())),
            new KeptEvents(context.getStateStore(KeptEvents.NAME), parts.topics().events()),
            removal,
            outputs,
            erasures);
    GoalReplay replay = new GoalReplay(context, stores, outputs, updater, loading, parts);
    DueCustomers due = new DueCustomers(stores, updater);
    between(DUE_TICK, Work.DUE, due::advance);
    between(REPLAY_TICK, Work.REPLAY, replay::advance);
    ReportCleanup cleanup = new ReportCleanup(reportRows, parts.registry());
    context.schedule(CLEANUP_TICK, PunctuationType.WALL_CLOCK_TIME, cleanup::advance);
    if (context.taskId().partition() == 0) {
      DraftExpiry expiry = new DraftExpiry(outputs, parts.registry());
      context.schedule(CLEANUP_TICK, PunctuationType.WALL_CLOCK_TIME, expiry::advance);
    }
    parts.applied().opened(context.taskId().partition(), Map.of());
  }

  @Override
  public void close() {
    parts.applied().closed(context.taskId().partition());
  }

  private void between(Duration tick, Work work, ObjLongConsumer<TimeBudget> doSome) {
    context.schedule(
        tick,
        PunctuationType.WALL_CLOCK_TIME,
        millis -> parts.scheduler().take(doSome, work, time -> doSome.accept(time, millis)));
  }

  @Override
  public void process(Record<AccountKey, Object> record) {
    try {
      apply(record, cause(record));
    } finally {
      // A record that cannot be applied becomes a dead letter, which rolls nothing back.
      stores.discard();
      // A dead letter counts as applied too: readers must not wait for more of it.
      context.recordMetadata().ifPresent(at -> parts.applied().applied(at, record.timestamp()));
    }
  }

  private UpdateTrigger cause(Record<AccountKey, Object> record) {
    RecordMetadata source = context.recordMetadata().orElseThrow();
    return UpdateTrigger.record(
        new Position(source.topic(), source.partition(), source.offset()).toString(),
        record.timestamp(),
        RecordHeaders.text(record.headers(), RecordHeaders.TRACEPARENT),
        context.currentSystemTimeMs());
  }

  private void apply(Record<AccountKey, Object> record, UpdateTrigger cause) {
    AccountKey id = record.key();
    switch (record.value()) {
      case LinkMessage.Events moved -> apply(id, moved.events(), cause);
      case LinkMessage.Release release -> links.release(id, release, cause);
      // Sent before the customer was erased: the erasure overtook it, or it failed and was sent
      // again, which keeps its time.
      case Object fact when erasures.cover(id, record.timestamp()) -> parts.meters().outdated();
      case Event event -> apply(id, event, cause);
      case CustomerFact.Upsert upsert -> apply(id, upsert, cause);
      case CustomerFact.Link link -> links.link(id, link, cause);
      case CustomerFact.Erasure erasure -> erase(id, cause);
      case LinkMessage.Claim claim -> links.claim(id, stores.state(id), claim, cause);
      default -> throw new IllegalArgumentException("not a fact: " + record.value());
    }
  }

  private void apply(AccountKey id, Event event, UpdateTrigger cause) {
    CustomerState state = stores.state(id);
    AccountKey claimer = links.claimer(id, state);
    if (claimer != null) {
      links.passOn(claimer, List.of(event), cause);
      return;
    }
    LoadedCustomer customer = loaded(id, state);
    CustomerFacts.Verdict verdict = updater.facts(customer).apply(event, cause.millis());
    follow(customer, List.of(verdict), cause);
    if (verdict != CustomerFacts.Verdict.REPEATED) {
      long offset = context.recordMetadata().orElseThrow().offset();
      links.keep(id, customer.state(), event, offset);
    }
  }

  /** Applies events that were sent under an anonymous id of the customer. */
  private void apply(AccountKey id, List<Event> sent, UpdateTrigger cause) {
    List<Event> events =
        sent.stream().filter(each -> !erasures.cover(id, each.receivedAt())).toList();
    for (int outdated = sent.size() - events.size(); outdated > 0; outdated--) {
      parts.meters().outdated();
    }
    CustomerState state = stores.state(id);
    AccountKey claimer = links.claimer(id, state);
    if (events.isEmpty()) {
      return;
    }
    if (claimer != null) {
      links.passOn(claimer, events, cause);
    } else {
      LoadedCustomer customer = loaded(id, state);
      parts.meters().linked(events.size());
      follow(customer, updater.facts(customer).apply(events, cause.millis()), cause);
    }
  }

  private void follow(
      LoadedCustomer customer, List<CustomerFacts.Verdict> verdicts, UpdateTrigger cause) {
    loading.note(customer.state().loadedAt());
    boolean changed = false;
    for (CustomerFacts.Verdict verdict : verdicts) {
      switch (verdict) {
        case COUNTED -> {}
        case REPEATED -> parts.meters().repeated();
        case NOT_COUNTED -> parts.meters().overflowed();
      }
      changed |= verdict != CustomerFacts.Verdict.REPEATED;
    }
    if (changed) {
      updater.update(customer, cause);
    }
  }

  private void apply(AccountKey id, CustomerFact.Upsert upsert, UpdateTrigger cause) {
    CustomerState state = stores.state(id);
    if (links.claimer(id, state) != null) {
      throw new IllegalArgumentException(
          "this is an anonymous id that was linked to a customer: send facts about that customer"
              + " under the customer's own id");
    }
    LoadedCustomer customer = loaded(id, state);
    CustomerProfile profile =
        updater.facts(customer).apply(upsert, customer.profile(), cause.millis());
    requireRoom(profile);
    customer.profile(profile);
    loading.note(customer.state().loadedAt());
    updater.update(customer, cause);
  }

  private void requireRoom(CustomerProfile profile) {
    Serializer<CustomerProfile> serializer = parts.topics().customerProfiles().value().serializer();
    if (serializer.serialize("", profile).length > MAX_PROFILE_BYTES) {
      throw new IllegalArgumentException("the merged profile is over " + MAX_PROFILE_BYTES);
    }
  }

  private void erase(AccountKey customer, UpdateTrigger cause) {
    if (links.isClaimed(customer)) {
      throw new IllegalArgumentException(
          "this is an anonymous id whose events are those of the customer it was linked to: erase"
              + " that customer");
    }
    // Clocks differ a little; a time further ahead would cover a later customer with this id.
    long at = Math.min(cause.sentAt(), cause.millis() + MOST_AHEAD_MILLIS);
    links.erase(customer, at, cause);
    removal.erase(customer, at, cause);
  }

  private LoadedCustomer loaded(AccountKey customer, @Nullable CustomerState state) {
    return stores.loaded(customer, state == null ? new CustomerState() : state);
  }
}
