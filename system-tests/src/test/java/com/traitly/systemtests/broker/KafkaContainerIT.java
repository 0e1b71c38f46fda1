package com.traitly.systemtests.broker;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.testcontainers.kafka.KafkaContainer;

class KafkaContainerIT {

  @BeforeAll
  static void imagePresent() throws InterruptedException {
    KafkaImage.assumePresent();
  }

  @Test
  void servesTransactionsAndGroups() throws Exception {
    try (KafkaContainer kafka = new KafkaContainer(KafkaImage.NAME)) {
      kafka.start();
      new BrokerContract(kafka.getBootstrapServers()).holds("rounds");
    }
  }
}
