package com.traitly.standalone;

import com.traitly.platform.config.CommonKeys;
import com.traitly.platform.config.Config;
import com.traitly.platform.config.ConfigKey;
import com.traitly.platform.lifecycle.StartupFailure;
import com.traitly.platform.secret.SecretKeys;
import com.traitly.streams.state.StateKeys;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;

/** What each service is told when all run on one machine: loopback addresses and free ports. */
final class LocalConfig {
  // Every partition is a set of RocksDB instances in this one JVM, so a few are enough.
  private static final int PARTITIONS = 3;

  private final Config common;
  private final int processorPort;
  private final int queryPort;
  private final int senderPort;

  LocalConfig(Config given, DataDirectory data, String apiKey, String broker) {
    int[] ports = freePorts(3);
    processorPort = ports[0];
    queryPort = ports[1];
    senderPort = ports[2];
    Map<String, String> values = new HashMap<>();
    values.put(CommonKeys.DATA_DIR.name(), data.path().toString());
    values.put(CommonKeys.BOOTSTRAP_TOKEN.name(), apiKey);
    values.put(CommonKeys.KAFKA_BOOTSTRAP.name(), broker);
    values.put(CommonKeys.PARTITIONS.name(), partitions(given));
    values.put(StateKeys.PROCESSOR_STATE.name(), local(processorPort));
    values.put(StateKeys.QUERY_STATE.name(), local(queryPort));
    values.put(StateKeys.SENDER_STATE.name(), local(senderPort));
    values.put(StateKeys.STANDBYS.name(), "0");
    values.put(StateKeys.CLUSTER_SECRET.name(), secret(given));
    values.put("TRAITLY_WEBHOOK_ALLOW_PRIVATE", "true");
    values.put(CommonKeys.WEBHOOK_ALLOW_HTTP.name(), "true");
    if (given.get(SecretKeys.SECRET_KEY).isEmpty()
        && given.get(SecretKeys.SECRET_KEY_FILE).isEmpty()) {
      values.put(SecretKeys.SECRET_KEY.name(), data.secretKey());
    }
    common = given.with(values);
  }

  Config common() {
    return common;
  }

  Config forProcessor() {
    return withStatePort(processorPort);
  }

  Config forQuery() {
    return withStatePort(queryPort);
  }

  Config forSender() {
    return withStatePort(senderPort);
  }

  private Config withStatePort(int port) {
    return common.with(
        Map.of(
            StateKeys.STATE_PORT.name(), Integer.toString(port),
            StateKeys.STATE_ADVERTISED.name(), local(port)));
  }

  private static String partitions(Config given) {
    return Integer.toString(
        given.get(
            ConfigKey.integer(
                CommonKeys.PARTITIONS.name(),
                CommonKeys.PARTITIONS.description(),
                PARTITIONS,
                1,
                1_000)));
  }

  /** Nobody outside this process needs to know it, unless somebody said what it is. */
  private static String secret(Config given) {
    String set = given.get(StateKeys.CLUSTER_SECRET);
    return set.equals(StateKeys.CLUSTER_SECRET.fallback()) ? UUID.randomUUID().toString() : set;
  }

  private static String local(int port) {
    return "127.0.0.1:" + port;
  }

  /** Ports that are free now; held together for a moment so that they differ. */
  private static int[] freePorts(int count) {
    ServerSocket[] sockets = new ServerSocket[count];
    int[] ports = new int[count];
    try {
      for (int i = 0; i < count; i++) {
        sockets[i] = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
        ports[i] = sockets[i].getLocalPort();
      }
    } catch (IOException e) {
      throw new StartupFailure("No free port on the loopback address: close some programs.", e);
    } finally {
      for (ServerSocket socket : sockets) {
        close(socket);
      }
    }
    return ports;
  }

  private static void close(ServerSocket socket) {
    try {
      if (socket != null) {
        socket.close();
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
