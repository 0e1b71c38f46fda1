package com.traitly.standalone.broker;

import java.time.Duration;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import kafka.server.BrokerServer;
import kafka.server.ControllerServer;
import kafka.server.KafkaConfig;
import kafka.server.KafkaRaftServer;
import kafka.server.SharedServer;
import kafka.server.StandardFaultHandlerFactory;
import org.apache.kafka.common.errors.BrokerIdNotRegisteredException;
import org.apache.kafka.common.errors.NotControllerException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.message.RequestHeaderData;
import org.apache.kafka.common.metrics.Metrics;
import org.apache.kafka.common.security.auth.KafkaPrincipal;
import org.apache.kafka.common.utils.Time;
import org.apache.kafka.controller.Controller;
import org.apache.kafka.controller.ControllerRequestContext;
import org.apache.kafka.metadata.bootstrap.BootstrapMetadata;
import org.apache.kafka.metadata.properties.MetaPropertiesEnsemble;
import org.apache.kafka.raft.QuorumConfig;
import org.apache.kafka.server.ServerSocketFactory;
import org.slf4j.LoggerFactory;
import scala.Tuple2;

/**
 * A controller and a broker in one JVM, with no other node.
 *
 * <p>Between the two starts the registration of the previous broker is removed. Kafka's own server
 * keeps it until its session ends, and after a kill the new broker takes itself for the leader of
 * everything until then. Transactions that it finishes in that time lose their markers on
 * partitions that have no leader at that moment: readers of committed records would wait for the
 * markers for ever (docs/adr/0015).
 */
final class SingleNodeBroker {
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final long LOOK_AGAIN = TimeUnit.MILLISECONDS.toNanos(10);

  private final ControllerServer controller;
  private final BrokerServer broker;
  private final int id;

  SingleNodeBroker(KafkaConfig config) {
    Tuple2<MetaPropertiesEnsemble, BootstrapMetadata> found =
        KafkaRaftServer.initializeLogDirs(
            config, LoggerFactory.getLogger(SingleNodeBroker.class), "");
    SharedServer shared =
        new SharedServer(
            config,
            found._1(),
            Time.SYSTEM,
            new Metrics(),
            CompletableFuture.completedFuture(
                QuorumConfig.parseVoterConnections(config.quorumConfig().voters())),
            List.of(),
            new StandardFaultHandlerFactory(),
            ServerSocketFactory.INSTANCE);
    id = config.nodeId();
    controller = new ControllerServer(shared, KafkaRaftServer.configSchema(), found._2());
    broker = new BrokerServer(shared);
  }

  /** Returns once clients can connect. */
  void start() {
    controller.startup();
    strikeOffFormerSelf(controller.controller());
    broker.startup();
  }

  /** Stops what was started and returns when no thread of it is left. */
  void stop() {
    broker.shutdown();
    controller.shutdown();
    broker.awaitShutdown();
    controller.awaitShutdown();
  }

  private void strikeOffFormerSelf(Controller metadata) {
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    while (!struckOff(metadata)) {
      if (System.nanoTime() > deadline) {
        throw new TimeoutException("no controller within " + PATIENCE.toSeconds() + " s");
      }
      LockSupport.parkNanos(LOOK_AGAIN);
    }
  }

  /** Whether it is removed; false while the controller is not active yet. */
  private boolean struckOff(Controller metadata) {
    var self =
        new ControllerRequestContext(
            new RequestHeaderData(), KafkaPrincipal.ANONYMOUS, OptionalLong.empty());
    try {
      metadata.unregisterBroker(self, id).join();
      return true;
    } catch (CompletionException e) {
      return switch (e.getCause()) {
        case BrokerIdNotRegisteredException first -> true;
        case NotControllerException early -> false;
        case null, default -> throw e;
      };
    }
  }
}
