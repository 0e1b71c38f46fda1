package com.traitly.systemtests.sources;

import com.traitly.standalone.broker.LoopbackPorts;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import kafka.server.KafkaConfig;
import kafka.server.KafkaRaftServer;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.utils.Time;
import org.apache.kafka.metadata.storage.Formatter;
import org.apache.kafka.server.common.MetadataVersion;

/** A broker of somebody else in this JVM, which asks every client for a name and a password. */
final class SaslBroker implements AutoCloseable {
  static final String USER = "traitly";
  static final String PASSWORD = "open-sesame-7";

  private static final String CONTROLLER = "CONTROLLER";
  private static final String CLIENTS = "SASL_PLAINTEXT";
  private static final String PLAIN =
      """
      org.apache.kafka.common.security.plain.PlainLoginModule required username="broker" \
      password="inside" user_broker="inside" user_%s="%s";\
      """
          .formatted(USER, PASSWORD);

  private final KafkaRaftServer server;
  private final String address;

  private SaslBroker(KafkaRaftServer server, String address) {
    this.server = server;
    this.address = address;
  }

  static SaslBroker start(Path directory) throws Exception {
    LoopbackPorts ports = LoopbackPorts.pick(0);
    String address = "127.0.0.1:" + ports.clients();
    try (PrintStream quiet =
        new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8)) {
      new Formatter()
          .setPrintStream(quiet)
          .setNodeId(1)
          .setClusterId(Uuid.randomUuid().toString())
          .setReleaseVersion(MetadataVersion.latestProduction())
          .setControllerListenerName(CONTROLLER)
          .addDirectory(directory.toString())
          .setMetadataLogDirectory(directory.toString())
          .setScramArguments(
              List.of("SCRAM-SHA-512=[name=%s,password=%s]".formatted(USER, PASSWORD)))
          .run();
    }
    KafkaRaftServer server =
        new KafkaRaftServer(
            new KafkaConfig(settings(directory, address, ports.controller()), false), Time.SYSTEM);
    server.startup();
    return new SaslBroker(server, address);
  }

  /** What a client needs to get in by this mechanism. */
  Map<String, String> client(String mechanism, String password) {
    String module = mechanism.equals("PLAIN") ? "plain.PlainLoginModule" : "scram.ScramLoginModule";
    return Map.of(
        "bootstrap.servers",
        address,
        "security.protocol",
        CLIENTS,
        "sasl.mechanism",
        mechanism,
        "sasl.jaas.config",
        "org.apache.kafka.common.security.%s required username=\"%s\" password=\"%s\";"
            .formatted(module, USER, password));
  }

  @Override
  public void close() {
    server.shutdown();
    server.awaitShutdown();
  }

  private static Map<String, Object> settings(Path directory, String address, int controller) {
    Map<String, Object> settings = new HashMap<>();
    settings.put("process.roles", "broker,controller");
    settings.put("node.id", "1");
    settings.put("log.dirs", directory.toString());
    settings.put("controller.listener.names", CONTROLLER);
    settings.put("controller.quorum.voters", "1@127.0.0.1:" + controller);
    settings.put("listeners", CLIENTS + "://" + address + ",CONTROLLER://127.0.0.1:" + controller);
    settings.put("advertised.listeners", CLIENTS + "://" + address);
    settings.put(
        "listener.security.protocol.map", "CONTROLLER:PLAINTEXT,SASL_PLAINTEXT:SASL_PLAINTEXT");
    settings.put("inter.broker.listener.name", CLIENTS);
    settings.put("sasl.mechanism.inter.broker.protocol", "PLAIN");
    settings.put("sasl.enabled.mechanisms", "PLAIN,SCRAM-SHA-512");
    settings.put("listener.name.sasl_plaintext.plain.sasl.jaas.config", PLAIN);
    settings.put(
        "listener.name.sasl_plaintext.scram-sha-512.sasl.jaas.config",
        "org.apache.kafka.common.security.scram.ScramLoginModule required;");
    settings.put("offsets.topic.replication.factor", "1");
    settings.put("offsets.topic.num.partitions", "1");
    settings.put("group.initial.rebalance.delay.ms", "0");
    return settings;
  }
}
