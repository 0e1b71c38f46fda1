package com.traitly.systemtests.broker;

import com.traitly.standalone.broker.EmbeddedBroker;
import com.traitly.systemtests.guarantees.KillableBroker;
import com.traitly.testkit.process.ForkedJvm;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.ExecutionException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KilledBrokerIT {
  @TempDir Path directory;

  @Test
  void whatWasAcknowledgedOutlivesAKill()
      throws IOException, InterruptedException, ExecutionException {
    List<String> acknowledged = BrokerContract.values("acknowledged", 500);
    ForkedJvm killed = KillableBroker.fork(directory);
    try {
      BrokerContract contract = new BrokerContract(killed.said());
      contract.createTopic("kept");
      contract.produce("kept", acknowledged);
    } finally {
      killed.close();
    }
    try (EmbeddedBroker restarted = EmbeddedBroker.start(directory)) {
      BrokerContract contract = new BrokerContract(restarted.bootstrapServers());
      List<String> later = BrokerContract.values("later", 10);
      contract.produce("kept", later);
      contract.expect(
          "kept", "readers", List.of(acknowledged, later).stream().flatMap(List::stream).toList());
    }
  }
}
