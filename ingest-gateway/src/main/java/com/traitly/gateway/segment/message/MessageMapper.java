package com.traitly.gateway.segment.message;

import com.traitly.contracts.error.FieldError;
import com.traitly.contracts.json.ObjectReader;
import com.traitly.contracts.json.Problems;
import com.traitly.contracts.model.AccountKey;
import com.traitly.contracts.model.CustomerFact;
import com.traitly.contracts.model.Event;
import com.traitly.contracts.topic.Topic;
import com.traitly.gateway.publish.CustomerLinks;
import com.traitly.gateway.publish.RecordSender;
import com.traitly.gateway.segment.message.JsonPieces.Piece;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.jspecify.annotations.Nullable;

/** Makes records of the messages of a body; what it cannot use it rejects. Thread-safe. */
public final class MessageMapper {
  private static final String PREVIOUS_ID = "previousId";

  private final Topic<AccountKey, CustomerFact> customers;
  private final EventMapping events;

  /** A mapper to these topics. */
  public MessageMapper(
      Topic<AccountKey, Event> events,
      Topic<AccountKey, CustomerFact> customers,
      ViewName viewName) {
    this.customers = customers;
    this.events = new EventMapping(events, viewName);
  }

  /**
   * What became of the messages of a body.
   *
   * @param records to be stored, in the order of the messages
   * @param rejections of messages and of single traits, in the same order
   * @param errors the problems of all rejections, each with its place in the body
   */
  public record Mapped(
      List<ProducerRecord<byte[], byte[]>> records,
      List<Rejection> rejections,
      List<FieldError> errors) {}

  /**
   * Maps all messages of a body.
   *
   * @param type what the address says of a single message; null in a batch
   * @param retried whether the client says that this is not its first attempt
   */
  public Mapped map(
      String account, Body body, @Nullable MessageType type, long receivedAt, boolean retried) {
    MessageClock clock = new MessageClock(receivedAt, retried);
    Mapped mapped = new Mapped(new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
    for (int i = 0; i < body.messages().size(); i++) {
      Piece piece = body.messages().get(i);
      Problems problems = new Problems();
      Message message = Message.read(body, piece, type, clock, problems);
      List<FieldError> unusable =
          message == null || !problems.isEmpty()
              ? List.of()
              : add(message, account, receivedAt, mapped.records);
      boolean taken = problems.isEmpty();
      List<FieldError> why = taken ? unusable : problems.errors();
      if (!why.isEmpty()) {
        AccountKey owner = owner(account, body, piece);
        mapped.rejections.add(
            Rejection.of(
                owner, body.text(), piece, why, taken ? "; the other traits were taken" : ""));
        String place = body.batch() ? "/batch/" + i : "";
        why.forEach(each ->
            mapped.errors.add(new FieldError(place + each.pointer(), each.code(), each.message())));
      }
    }
    return mapped;
  }

  /** Adds the records of a message; returns the problems of traits that are not in them. */
  private List<FieldError> add(
      Message message,
      String account,
      long receivedAt,
      List<ProducerRecord<byte[], byte[]>> records) {
    return switch (message.type()) {
      case TRACK, PAGE, SCREEN -> {
        ProducerRecord<byte[], byte[]> event = events.map(message, account, receivedAt);
        if (event != null) {
          records.add(event);
        }
        yield List.of();
      }
      case IDENTIFY, GROUP -> addFact(message, account, receivedAt, records);
      case ALIAS -> {
        addAlias(message, account, receivedAt, records);
        yield List.of();
      }
    };
  }

  private List<FieldError> addFact(
      Message message,
      String account,
      long receivedAt,
      List<ProducerRecord<byte[], byte[]>> records) {
    ProfileMapping.Mapped mapped = ProfileMapping.map(message, receivedAt);
    if (mapped == null || !message.fields().problems().isEmpty()) {
      return List.of();
    }
    AccountKey customer = new AccountKey(account, mapped.fact().customerId());
    records.add(RecordSender.record(customers, customer, mapped.fact()));
    String anonymousId = message.identity().anonymousId();
    if (message.type() == MessageType.IDENTIFY
        && anonymousId != null
        && !anonymousId.equals(customer.id())) {
      records.add(CustomerLinks.record(customers, customer, anonymousId, receivedAt));
    }
    return mapped.unusable();
  }

  private void addAlias(
      Message message,
      String account,
      long receivedAt,
      List<ProducerRecord<byte[], byte[]>> records) {
    ObjectReader fields = message.fields();
    String customerId = message.identity().userId();
    String previousId = Identity.id(fields, PREVIOUS_ID);
    for (String field : List.of(Identity.USER_ID, PREVIOUS_ID)) {
      if (Identity.isAbsent(fields, field)) {
        fields.missing(field);
      }
    }
    if (customerId == null || previousId == null || !fields.problems().isEmpty()) {
      return;
    }
    if (previousId.equals(customerId)) {
      fields.invalid(PREVIOUS_ID, "must not be the userId: there is nothing to link");
      return;
    }
    records.add(
        CustomerLinks.record(
            customers, new AccountKey(account, customerId), previousId, receivedAt));
  }

  /** Whoever a rejected message is about, so that erasing a customer erases it too. */
  private static AccountKey owner(String account, Body body, Piece piece) {
    ObjectReader ids =
        new ObjectReader(Body.readable(body.text(), piece, Identity.FIELDS), "", new Problems());
    String id = Identity.read(ids).id();
    return new AccountKey(account, id == null ? "" : id);
  }
}
