package com.traitly.standalone.broker;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/** The settings of a single-node broker with little data and few clients. */
final class BrokerProperties {
  static final int NODE_ID = 1;
  static final String CONTROLLER_LISTENER = "CONTROLLER";

  private static final String FIXED =
      """
      process.roles=broker,controller
      auto.create.topics.enable=false
      offsets.topic.replication.factor=1
      offsets.topic.num.partitions=1
      transaction.state.log.replication.factor=1
      transaction.state.log.min.isr=1
      transaction.state.log.num.partitions=1
      share.coordinator.state.topic.replication.factor=1
      share.coordinator.state.topic.min.isr=1
      share.coordinator.state.topic.num.partitions=1
      # Each topic sets its own retention.
      log.retention.ms=-1
      # A broker that was killed must not wait long until its earlier session ends.
      broker.session.timeout.ms=3000
      broker.heartbeat.interval.ms=200
      controller.quorum.append.linger.ms=0
      controller.quorum.fetch.timeout.ms=600
      transaction.abort.timed.out.transaction.cleanup.interval.ms=1000
      num.recovery.threads.per.data.dir=4
      # 64 MiB bound what is read back after a kill: at most one such segment for each partition.
      log.segment.bytes=67108864
      group.initial.rebalance.delay.ms=0
      group.streams.initial.rebalance.delay.ms=0
      group.min.session.timeout.ms=1000
      group.coordinator.threads=1
      num.network.threads=2
      num.io.threads=4
      background.threads=2
      log.cleaner.dedupe.buffer.size=16777216
      # Indexes are created at this size; ten mebibytes each would swell a directory of many topics.
      log.index.size.max.bytes=1048576
      offsets.topic.segment.bytes=4194304
      transaction.state.log.segment.bytes=4194304
      share.coordinator.state.topic.segment.bytes=4194304
      """;

  private BrokerProperties() {}

  static Map<String, Object> of(Path directory, LoopbackPorts ports) {
    Map<String, Object> properties = new HashMap<>();
    FIXED
        .lines()
        .filter(line -> !line.startsWith("#"))
        .map(line -> line.split("=", 2))
        .forEach(pair -> properties.put(pair[0], pair[1]));
    String clients = "PLAINTEXT://" + ports.bootstrapServers();
    String controller = LoopbackPorts.HOST + ":" + ports.controller();
    properties.put("node.id", Integer.toString(NODE_ID));
    properties.put("controller.listener.names", CONTROLLER_LISTENER);
    properties.put("controller.quorum.voters", NODE_ID + "@" + controller);
    properties.put("listeners", clients + "," + CONTROLLER_LISTENER + "://" + controller);
    properties.put("advertised.listeners", clients);
    properties.put("log.dirs", directory.toString());
    return properties;
  }
}
