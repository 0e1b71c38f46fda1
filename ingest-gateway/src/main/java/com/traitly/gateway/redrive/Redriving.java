package com.traitly.gateway.redrive;

import com.traitly.contracts.model.AccountKey;
import com.traitly.contracts.model.AnnouncementObject;
import com.traitly.contracts.model.Redrive;
import com.traitly.contracts.topic.DeadLetter;
import com.traitly.contracts.topic.Decoded;
import com.traitly.contracts.topic.KeySerde;
import com.traitly.contracts.topic.Topic;
import com.traitly.contracts.topic.Topics;
import com.traitly.gateway.publish.RecordSender;
import com.traitly.gateway.publish.WritePositions;
import com.traitly.platform.kafka.KafkaAccess;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.Callback;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.InvalidProducerEpochException;
import org.apache.kafka.common.errors.ProducerFencedException;
import org.apache.kafka.common.header.Header;

/**
 * Sends the records of dead letters to their topics again. A record and the note that it was sent
 * are one transaction, and only one gateway redrives at a time. So each record is sent once,
 * whatever fails, unless the caller asks to send it again.
 */
public final class Redriving {
  /** Most letters that one call redrives. */
  static final int MOST = 500;

  private final KafkaAccess kafka;
  private final Topics topics;
  private final Set<String> redrivable;

  /**
   * The outcome of a redrive.
   *
   * @param chosen letters that were chosen
   * @param sent records that were sent again, or in a dry run would have been
   * @param already letters whose record was sent again already
   * @param unfit letters of unknown origin, or of a topic whose records must not be repeated
   * @param more whether more letters were chosen than one call redrives
   * @param positions positions of the records that were sent
   */
  record Outcome(
      int chosen, int sent, int already, int unfit, boolean more, WritePositions positions) {}

  public Redriving(KafkaAccess kafka, Topics topics) {
    this.kafka = kafka;
    this.topics = topics;
    // Readers of these topics recognise a repetition; an old profile or definition would undo newer
    // ones.
    redrivable =
        Set.of(
            topics.events().name(),
            topics.customers().name(),
            topics.customerLinks().name(),
            topics.announcements(AnnouncementObject.GOAL_PROPENSITY_CHANGE).name(),
            topics.announcements(AnnouncementObject.RECOMMENDED_NEXT_ACTIONS).name());
  }

  /** Redrives the chosen letters of an account; {@code now} is in UNIX seconds. */
  Outcome redrive(String account, LetterSelection choice, long now) {
    try (Producer<byte[], byte[]> producer =
        kafka.producer(
            Map.of(
                ProducerConfig.TRANSACTIONAL_ID_CONFIG, topics.redrives().name(),
                ProducerConfig.TRANSACTION_TIMEOUT_CONFIG, 20_000,
                ProducerConfig.MAX_BLOCK_MS_CONFIG, 5_000,
                ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, 10_000,
                ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, 4_000))) {
      // Ends another gateway's transaction: then its notes can be read, or none of it was written.
      producer.initTransactions();
      List<DeadLetter> letters = letters(account, choice);
      boolean more = letters.size() > MOST;
      Plan plan =
          plan(
              more ? letters.subList(0, MOST) : letters, choice.again() ? Set.of() : sent(account));
      WritePositions positions = new WritePositions(Map.of());
      if (!choice.dryRun() && !plan.records.isEmpty()) {
        positions = send(producer, plan.records, now);
      }
      return new Outcome(
          Math.min(letters.size(), MOST),
          plan.records.size(),
          plan.already,
          plan.unfit,
          more,
          positions);
    }
  }

  /** What to do with the letters. */
  private record Plan(List<DeadLetter> records, int already, int unfit) {}

  private Plan plan(List<DeadLetter> letters, Set<String> sent) {
    Set<String> origins = new HashSet<>(sent);
    List<DeadLetter> records = new ArrayList<>();
    int already = 0;
    int unfit = 0;
    for (DeadLetter letter : letters) {
      if (letter.origin() == null || !redrivable.contains(letter.originTopic())) {
        unfit++;
      } else if (origins.add(letter.origin())) {
        records.add(letter);
      } else {
        // Two processes may have failed on the same record.
        already++;
      }
    }
    return new Plan(records, already, unfit);
  }

  private List<DeadLetter> letters(String account, LetterSelection choice) {
    List<DeadLetter> letters = new ArrayList<>();
    try (KafkaConsumer<byte[], byte[]> consumer = kafka.bytesReader()) {
      String topic = topics.deadLetters().name();
      Map<TopicPartition, Long> from = new HashMap<>();
      Map<TopicPartition, Long> to = new HashMap<>();
      int partitions = consumer.partitionsFor(topic).size();
      for (LetterSelection.Place place : choice.ids().values()) {
        if (place.partition() < partitions) {
          TopicPartition partition = new TopicPartition(topic, place.partition());
          from.merge(partition, place.offset(), Math::min);
          to.merge(partition, place.offset() + 1, Math::max);
        }
      }
      if (choice.ids().isEmpty()) {
        TopicRange.readAll(consumer, topic, record -> collect(record, account, choice, letters));
      } else if (!from.isEmpty()) {
        TopicRange.read(consumer, from, to, record -> collect(record, account, choice, letters));
      }
    }
    return letters;
  }

  private static boolean collect(
      ConsumerRecord<byte[], byte[]> record,
      String account,
      LetterSelection choice,
      List<DeadLetter> letters) {
    DeadLetter.of(
            record.partition(),
            record.offset(),
            record.timestamp(),
            record.key(),
            record.value(),
            record.headers())
        .filter(letter ->
            letter.key().account().equals(account)
                && letter.rejectedFor() == null
                && choice.holds(letter))
        .ifPresent(letters::add);
    return letters.size() <= MOST;
  }

  /** Origins of the account's records that were sent again. */
  private Set<String> sent(String account) {
    Set<String> origins = new HashSet<>();
    try (KafkaConsumer<byte[], byte[]> consumer = kafka.bytesReader()) {
      TopicRange.readAll(
          consumer,
          topics.redrives().name(),
          record -> {
            addOrigin(record, account, origins);
            return true;
          });
    }
    return origins;
  }

  /**
   * Adds a note's origin. An unreadable note is skipped here; the process that keeps the list
   * reports it.
   */
  private void addOrigin(
      ConsumerRecord<byte[], byte[]> record, String account, Set<String> origins) {
    Topic<AccountKey, Redrive> notes = topics.redrives();
    if (Decoded.of(notes.key().deserializer(), notes.name(), record.key())
            instanceof Decoded.Readable<AccountKey>(byte[] unusedKey, AccountKey key)
        && Decoded.of(notes.value().deserializer(), notes.name(), record.value())
            instanceof Decoded.Readable<Redrive>(byte[] unusedValue, Redrive note)
        && key != null
        && note != null
        && key.account().equals(account)) {
      origins.add(note.origin());
    }
  }

  private WritePositions send(
      Producer<byte[], byte[]> producer, List<DeadLetter> letters, long now) {
    // The producer's own thread writes to it.
    Map<TopicPartition, Long> highest = new ConcurrentHashMap<>();
    Callback callback =
        (stored, failure) -> {
          if (failure == null) {
            TopicPartition partition = new TopicPartition(stored.topic(), stored.partition());
            highest.merge(partition, stored.offset(), Math::max);
          }
        };
    producer.beginTransaction();
    try {
      for (DeadLetter letter : letters) {
        Redrive note = new Redrive(String.valueOf(letter.origin()), now);
        for (ProducerRecord<byte[], byte[]> record :
            List.of(original(letter), RecordSender.record(topics.redrives(), letter.key(), note))) {
          var unused = producer.send(record, callback);
        }
      }
      producer.commitTransaction();
    } catch (ProducerFencedException | InvalidProducerEpochException another) {
      throw another;
    } catch (KafkaException failed) {
      // Readers of committed records would wait for a transaction that is left open.
      producer.abortTransaction();
      throw failed;
    }
    return new WritePositions(Map.copyOf(highest));
  }

  private static ProducerRecord<byte[], byte[]> original(DeadLetter letter) {
    List<Header> own =
        StreamSupport.stream(letter.headers().spliterator(), false)
            .filter(header -> !DeadLetter.isAdded(header.key()))
            .collect(Collectors.toList());
    return new ProducerRecord<>(
        String.valueOf(letter.originTopic()),
        null,
        letter.millis(),
        KeySerde.bytes(letter.key()),
        letter.value(),
        own);
  }
}
