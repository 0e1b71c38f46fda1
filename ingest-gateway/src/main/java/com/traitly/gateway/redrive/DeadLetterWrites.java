package com.traitly.gateway.redrive;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.traitly.contracts.error.ApiException;
import com.traitly.contracts.error.ErrorCode;
import com.traitly.contracts.json.Json;
import com.traitly.gateway.http.WriteAnswer;
import com.traitly.gateway.http.WriteCall;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.InvalidProducerEpochException;
import org.apache.kafka.common.errors.ProducerFencedException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** {@code POST /dead-letter/redrive}: sends records that failed to their topics again. */
public final class DeadLetterWrites {
  private static final Logger LOG = LoggerFactory.getLogger(DeadLetterWrites.class);
  private static final String OBJECT = "dead-letter-redrive";

  private final Redriving redriving;
  private final ReentrantLock oneAtATime = new ReentrantLock();

  public DeadLetterWrites(Redriving redriving) {
    this.redriving = redriving;
  }

  /** Redrives letters and answers how many were sent or, in a dry run, would be. */
  public WriteAnswer redrive(WriteCall call) {
    LetterSelection choice = LetterSelection.read(call.json());
    Redriving.Outcome outcome = redrive(call, choice);
    if (outcome.chosen() == 0 && !choice.ids().isEmpty()) {
      throw ApiException.of(
          ErrorCode.NOT_FOUND,
          "There are no dead letters with these ids; GET /dead-letter lists those there are");
    }
    ObjectNode item =
        Json.object()
            .put("chosen", outcome.chosen())
            .put("redriven", outcome.sent())
            .put("already_redriven", outcome.already())
            .put("not_redrivable", outcome.unfit())
            .put("more", outcome.more())
            .put("dry_run", choice.dryRun());
    WriteAnswer answer = WriteAnswer.of(201, OBJECT, call.receivedAt(), List.of(item));
    return outcome.positions().highest().isEmpty() ? answer : answer.at(outcome.positions());
  }

  private Redriving.Outcome redrive(WriteCall call, LetterSelection choice) {
    oneAtATime.lock();
    try {
      return redriving.redrive(call.account(), choice, call.receivedAt());
    } catch (ProducerFencedException | InvalidProducerEpochException another) {
      LOG.info("another redrive took over", another);
      throw ApiException.of(
          ErrorCode.CONFLICT, "Another redrive began meanwhile, nothing was sent; send it again");
    } catch (KafkaException away) {
      LOG.warn("a redrive failed", away);
      throw ApiException.outcomeUnknown(
          "Kafka did not answer in time, so the outcome is unknown: send it again, what was redriven"
              + " is not sent twice",
          2);
    } finally {
      oneAtATime.unlock();
    }
  }
}
