package com.traitly.systemtests.broker;

import com.traitly.standalone.broker.EmbeddedBroker;
import com.traitly.systemtests.guarantees.KillableBroker;
import com.traitly.testkit.process.ForkedJvm;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Transactions that were open when the broker was killed end, and readers of committed records
 * continue.
 */
@Tag("slow")
class OpenTransactionsIT {
  private static final int TRANSACTIONS = 10;
  private static final int RESTARTS = 3;
  private static final int TIMEOUT_MILLIS = 2_000;

  @TempDir Path directory;

  @Test
  void transactionsThatTimedOutDuringARestartHoldNobodyUp()
      throws IOException, InterruptedException, ExecutionException {
    List<String> committed = new ArrayList<>();
    for (int restart = 0; restart < RESTARTS; restart++) {
      ForkedJvm broker = KillableBroker.fork(directory);
      try {
        BrokerContract contract = new BrokerContract(broker.said());
        if (restart == 0) {
          contract.createTopic("kept");
        }
        List<String> values = BrokerContract.values("kept-" + restart, 10);
        contract.produce("kept", values);
        committed.addAll(values);
        leaveOpen(broker);
      } finally {
        broker.close();
      }
    }
    try (EmbeddedBroker restarted = EmbeddedBroker.start(directory)) {
      BrokerContract contract = new BrokerContract(restarted.bootstrapServers());
      List<String> later = BrokerContract.values("later", 10);
      contract.produce("kept", later);
      committed.addAll(later);
      contract.expect("kept", "readers", committed);
    }
  }

  /** Writes records to every partition in transactions that nobody ends. */
  private static void leaveOpen(ForkedJvm broker) {
    for (int i = 0; i < TRANSACTIONS; i++) {
      Map<String, Object> config =
          Map.of(
              "bootstrap.servers",
              broker.said(),
              "transactional.id",
              "left-open-" + i,
              "transaction.timeout.ms",
              TIMEOUT_MILLIS,
              "max.block.ms",
              20_000);
      KafkaProducer<String, String> producer =
          new KafkaProducer<>(config, new StringSerializer(), new StringSerializer());
      producer.initTransactions();
      producer.beginTransaction();
      for (int partition = 0; partition < 3; partition++) {
        var unused = producer.send(new ProducerRecord<>("kept", partition, "open", "open"));
      }
      producer.flush();
      // A producer without time to close cannot end its transaction.
      producer.close(Duration.ZERO);
    }
  }
}
