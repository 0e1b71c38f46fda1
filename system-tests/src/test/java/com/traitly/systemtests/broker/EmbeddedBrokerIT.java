package com.traitly.systemtests.broker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.traitly.standalone.broker.BrokerFailure;
import com.traitly.standalone.broker.EmbeddedBroker;
import com.traitly.standalone.broker.LoopbackPorts;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.apache.kafka.common.utils.Exit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EmbeddedBrokerIT {
  @TempDir Path directory;

  @Test
  void servesTransactionsAndGroups() throws Exception {
    try (EmbeddedBroker broker = EmbeddedBroker.start(directory)) {
      new BrokerContract(broker.bootstrapServers()).holds("rounds");
    }
  }

  @Test
  void findsItsDataAgainOnOtherPorts() throws Exception {
    List<String> before = BrokerContract.values("before", 50);
    String formerAddress;
    try (EmbeddedBroker first = EmbeddedBroker.start(directory)) {
      formerAddress = first.bootstrapServers();
      BrokerContract contract = new BrokerContract(formerAddress);
      contract.createTopic("kept");
      contract.produce("kept", before);
    }
    try (ServerSocket occupier = occupy(portOf(formerAddress));
        EmbeddedBroker second = EmbeddedBroker.start(directory)) {
      assertThat(second.bootstrapServers()).doesNotEndWith(":" + occupier.getLocalPort());
      BrokerContract contract = new BrokerContract(second.bootstrapServers());
      contract.expect("kept", "readers", before);
      List<String> after = BrokerContract.values("after", 50);
      contract.produce("kept", after);
      contract.expect("kept", "readers", after);
    }
  }

  @Test
  void listensOnTheGivenPortAgainAndAgain() {
    int port = LoopbackPorts.pick(0).clients();
    for (int start = 0; start < 2; start++) {
      try (EmbeddedBroker broker = start(port)) {
        assertThat(broker.bootstrapServers()).isEqualTo("127.0.0.1:" + port);
      }
    }
  }

  @Test
  void refusesADirectoryInUse() {
    try (EmbeddedBroker running = EmbeddedBroker.start(directory)) {
      assertThat(running.bootstrapServers()).isNotEmpty();
      assertThatExceptionOfType(BrokerFailure.class)
          .isThrownBy(() -> EmbeddedBroker.start(directory))
          .withMessageContaining(directory.toString())
          .withMessageContaining("used by another running instance");
    }
    EmbeddedBroker.start(directory).close();
  }

  @Test
  void refusesAPortInUse() throws IOException {
    try (ServerSocket occupier = occupy(0)) {
      assertThatExceptionOfType(BrokerFailure.class)
          .isThrownBy(() -> start(occupier.getLocalPort()))
          .withMessageContaining("Port " + occupier.getLocalPort())
          .withMessageContaining("in use");
    }
    EmbeddedBroker.start(directory).close();
  }

  @Test
  void refusesADirectoryItCannotWrite() throws IOException {
    Path file = Files.writeString(directory.resolve("file"), "in the way");
    assertThatExceptionOfType(BrokerFailure.class)
        .isThrownBy(() -> EmbeddedBroker.start(file.resolve("data")))
        .withMessageContaining("cannot be written");
  }

  @Test
  void refusesADirectoryOfAnotherMaking() throws IOException {
    Files.writeString(
        directory.resolve("meta.properties"), "version=1\ncluster.id=elsewhere\nnode.id=7\n");
    assertThatExceptionOfType(BrokerFailure.class)
        .isThrownBy(() -> EmbeddedBroker.start(directory))
        .withMessageContaining("did not start");
  }

  @Test
  void anEmptyBrokerIsSmallOnDisk() throws IOException {
    EmbeddedBroker.start(directory).close();
    try (Stream<Path> files = Files.walk(directory)) {
      assertThat(files.filter(Files::isRegularFile).mapToLong(EmbeddedBrokerIT::size).sum())
          .isLessThan(1 << 20);
    }
  }

  @Test
  void aFaultIsReportedAndTheJvmLives() {
    List<BrokerFailure> deaths = new ArrayList<>();
    try (EmbeddedBroker broker = EmbeddedBroker.start(directory, 0, deaths::add)) {
      assertThat(broker.bootstrapServers()).isNotEmpty();
      Exit.halt(1, "the disk is gone");
      Exit.exit(1, "and again");
    }
    Exit.exit(1, "after the broker has stopped");
    assertThat(deaths)
        .singleElement()
        .extracting(BrokerFailure::getMessage)
        .asString()
        .contains("the disk is gone", directory.toString());
  }

  @Test
  void nearATakenPortItListensOnTheNextFreeOne() throws Exception {
    try (ServerSocket taken = occupy(0);
        EmbeddedBroker broker =
            EmbeddedBroker.startNear(directory, taken.getLocalPort(), failure -> {})) {
      assertThat(broker.port()).isBetween(taken.getLocalPort() + 1, taken.getLocalPort() + 100);
      assertThat(broker.bootstrapServers()).isEqualTo("127.0.0.1:" + broker.port());
    }
  }

  private EmbeddedBroker start(int port) {
    return EmbeddedBroker.start(
        directory,
        port,
        failure -> {
          throw failure;
        });
  }

  private static ServerSocket occupy(int port) throws IOException {
    return new ServerSocket(port, 1, LoopbackPorts.address());
  }

  private static int portOf(String address) {
    return Integer.parseInt(address.substring(address.indexOf(':') + 1));
  }

  private static long size(Path file) {
    try {
      return Files.size(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
