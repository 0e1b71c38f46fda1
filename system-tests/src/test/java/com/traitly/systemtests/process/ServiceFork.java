package com.traitly.systemtests.process;

import com.traitly.platform.secret.MasterKeys;
import com.traitly.standalone.broker.EmbeddedBroker;
import com.traitly.testkit.process.ForkedJvm;
import java.nio.file.Path;
import java.util.Map;
import java.util.regex.Pattern;

/** Starts one service in its own process, as in production. */
final class ServiceFork {
  private static final Pattern LISTENS = Pattern.compile("listens on (http://\\S+)");

  static final String SECRET_KEY = MasterKeys.generate();

  private ServiceFork() {}

  /** Returns settings of a sender that delivers to this machine and retries soon. */
  static Map<String, String> senderSettings(EmbeddedBroker broker) {
    return Map.of(
        "TRAITLY_KAFKA_BOOTSTRAP", broker.bootstrapServers(),
        "TRAITLY_PARTITIONS", "3",
        "TRAITLY_WEBHOOK_ALLOW_PRIVATE", "true",
        "TRAITLY_WEBHOOK_ALLOW_HTTP", "true",
        "TRAITLY_WEBHOOK_RETRIES", "0.2,0.5,1,1,1,1,1");
  }

  /** Starts the service on free ports and waits until it listens; it says its address. */
  static ForkedJvm start(Class<?> main, Path directory, Map<String, String> settings) {
    String port = Integer.toString(ForkedJvm.freePort());
    String state = "127.0.0.1:" + port;
    return ForkedJvm.of(main)
        .options(
            "-Xmx384m",
            "-XX:+UseSerialGC",
            "-XX:TieredStopAtLevel=1",
            // The tests' own logging configuration would hide the line that says so.
            "-Dlogback.configurationFile=logback.xml")
        .environment(
            Map.of(
                "TRAITLY_PORT", "0",
                "TRAITLY_DATA_DIR", directory.resolve(main.getSimpleName()).toString(),
                "TRAITLY_STATE_PORT", port,
                "TRAITLY_STATE_ADVERTISED", state,
                "TRAITLY_QUERY_STATE", state,
                "TRAITLY_SECRET_KEY", SECRET_KEY))
        .environment(settings)
        .start(LISTENS);
  }
}
