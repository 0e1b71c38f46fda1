package com.traitly.standalone.broker;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/** The settings of a single-node broker with little data and few clients. */
final class BrokerProperties {
  static final int NODE_ID = 1;
  static final String CONTROLLER_LISTENER = "CONTROLLER";

  private static final int MEBIBYTE = 1 << 20;

  private BrokerProperties() {}

  static Map<String, Object> of(Path directory, LoopbackPorts ports) {
    Map<String, Object> properties = new HashMap<>(network(directory, ports));
    properties.putAll(singleNode());
    properties.putAll(recovery());
    properties.putAll(groups());
    properties.putAll(footprint());
    // Kafka parses text into each setting's own type, and refuses an int where it wants a short.
    properties.replaceAll((name, value) -> value.toString());
    return properties;
  }

  private static Map<String, Object> network(Path directory, LoopbackPorts ports) {
    String clients = "PLAINTEXT://" + ports.bootstrapServers();
    String controller = LoopbackPorts.HOST + ":" + ports.controller();
    return Map.of(
        "process.roles",
        "broker,controller",
        "node.id",
        NODE_ID,
        "controller.listener.names",
        CONTROLLER_LISTENER,
        "controller.quorum.voters",
        NODE_ID + "@" + controller,
        "listeners",
        clients + "," + CONTROLLER_LISTENER + "://" + controller,
        "advertised.listeners",
        clients,
        "log.dirs",
        directory.toString());
  }

  private static Map<String, Object> singleNode() {
    return Map.of(
        "auto.create.topics.enable", false,
        "offsets.topic.replication.factor", 1,
        "offsets.topic.num.partitions", 1,
        "transaction.state.log.replication.factor", 1,
        "transaction.state.log.min.isr", 1,
        "transaction.state.log.num.partitions", 1,
        "share.coordinator.state.topic.replication.factor", 1,
        "share.coordinator.state.topic.min.isr", 1,
        "share.coordinator.state.topic.num.partitions", 1,
        // Each topic sets its own retention.
        "log.retention.ms", -1);
  }

  /** A broker that was killed must not wait long until its earlier session ends. */
  private static Map<String, Object> recovery() {
    return Map.of(
        "broker.session.timeout.ms", 3_000,
        "broker.heartbeat.interval.ms", 200,
        "controller.quorum.append.linger.ms", 0,
        "controller.quorum.fetch.timeout.ms", 600,
        "transaction.abort.timed.out.transaction.cleanup.interval.ms", 1_000,
        "num.recovery.threads.per.data.dir", 4,
        // Bounds what is read back after a kill: at most one such segment for each partition.
        "log.segment.bytes", 64 * MEBIBYTE);
  }

  private static Map<String, Object> groups() {
    return Map.of(
        "group.initial.rebalance.delay.ms", 0,
        "group.streams.initial.rebalance.delay.ms", 0,
        "group.min.session.timeout.ms", 1_000,
        "group.coordinator.threads", 1);
  }

  private static Map<String, Object> footprint() {
    return Map.of(
        "num.network.threads",
        2,
        "num.io.threads",
        4,
        "background.threads",
        2,
        "log.cleaner.dedupe.buffer.size",
        16 * MEBIBYTE,
        // Indexes are created at this size; ten mebibytes each would swell a directory of many
        // topics.
        "log.index.size.max.bytes",
        MEBIBYTE,
        "offsets.topic.segment.bytes",
        4 * MEBIBYTE,
        "transaction.state.log.segment.bytes",
        4 * MEBIBYTE,
        "share.coordinator.state.topic.segment.bytes",
        4 * MEBIBYTE);
  }
}
