package com.traitly.streams.node;

import com.traitly.contracts.topic.DeadLetter;
import com.traitly.contracts.topic.SkippedRecord;
import com.traitly.platform.kafka.UnreadableRecords;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.errors.RetriableException;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.errors.DeserializationExceptionHandler;
import org.apache.kafka.streams.errors.ErrorHandlerContext;
import org.apache.kafka.streams.errors.ProcessingExceptionHandler;
import org.apache.kafka.streams.errors.ProcessorStateException;
import org.apache.kafka.streams.errors.ProductionExceptionHandler;
import org.apache.kafka.streams.processor.api.Record;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes Kafka Streams pass over records that cannot be read or applied, with a dead letter in the
 * same transaction as the task's other output. Kafka Streams creates one instance for each kind of
 * failure, by its class.
 */
public final class DeadLetterHandler
    implements DeserializationExceptionHandler,
        ProcessingExceptionHandler,
        ProductionExceptionHandler {
  /** The setting that holds the process's {@link UnreadableRecords}. */
  static final String RECORDS = "traitly.unreadable.records";

  private static final Logger LOG = LoggerFactory.getLogger(DeadLetterHandler.class);

  /** The subtopology of global tables, which has no producer for letters. */
  private static final int TABLES = -1;

  private @Nullable UnreadableRecords records;
  private @Nullable String letters;

  /**
   * The process's handler, from the settings of a streams application; null when they hold none.
   */
  static @Nullable UnreadableRecords records(Map<String, ?> settings) {
    return settings.get(RECORDS) instanceof UnreadableRecords found ? found : null;
  }

  @Override
  public void configure(Map<String, ?> settings) {
    records = records(settings);
    letters =
        settings.get(StreamsConfig.ERRORS_DEAD_LETTER_QUEUE_TOPIC_NAME_CONFIG)
                instanceof String topic
            ? topic
            : null;
  }

  @Override
  public DeserializationExceptionHandler.Response handleError(
      ErrorHandlerContext at, ConsumerRecord<byte[], byte[]> record, Exception why) {
    SkippedRecord passed = SkippedRecord.of(record);
    if (records != null && at.taskId() != null && at.taskId().subtopology() == TABLES) {
      records.passOver(passed, why);
      return DeserializationExceptionHandler.Response.resume();
    }
    return DeserializationExceptionHandler.Response.resume(letter(passed, why));
  }

  @Override
  public ProcessingExceptionHandler.Response handleError(
      ErrorHandlerContext at, @Nullable Record<?, ?> record, Exception why) {
    if (isOfTheMachine(why)) {
      return ProcessingExceptionHandler.Response.fail();
    }
    if (at.topic() == null || at.offset() < 0) {
      if (records != null) {
        records.noteWork(at.processorNodeId(), why);
      }
      return ProcessingExceptionHandler.Response.resume();
    }
    SkippedRecord passed =
        new SkippedRecord(
            at.topic(),
            at.partition(),
            at.offset(),
            at.timestamp(),
            at.sourceRawKey(),
            at.sourceRawValue(),
            at.headers() == null ? new RecordHeaders() : at.headers());
    return ProcessingExceptionHandler.Response.resume(letter(passed, why));
  }

  @Override
  public ProductionExceptionHandler.Response handleError(
      ErrorHandlerContext at, ProducerRecord<byte[], byte[]> record, Exception why) {
    if (why instanceof RecordTooLargeException && record.topic().equals(letters)) {
      LOG.error(
          "a dead letter from {}-{}@{} is larger than {} takes; raise its max.message.bytes",
          at.topic(),
          at.partition(),
          at.offset(),
          letters);
      return ProductionExceptionHandler.Response.resume();
    }
    return why instanceof RetriableException
        ? ProductionExceptionHandler.Response.retry()
        : ProductionExceptionHandler.Response.fail();
  }

  private List<ProducerRecord<byte[], byte[]>> letter(SkippedRecord passed, Exception why) {
    String to = records == null ? letters : records.note(passed, why);
    return to == null ? List.of() : List.of(DeadLetter.written(to, passed, why));
  }

  /** Whether a broker or a disk failed: then every record would fail, and none is at fault. */
  private static boolean isOfTheMachine(Throwable why) {
    for (Throwable cause = why; cause != null; cause = cause.getCause()) {
      if (cause instanceof RetriableException || cause instanceof ProcessorStateException) {
        return true;
      }
    }
    return false;
  }
}
