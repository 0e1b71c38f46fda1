package com.traitly.systemtests.stored;

import com.traitly.contracts.topic.Topics;
import com.traitly.platform.config.CommonKeys;
import com.traitly.platform.config.Config;
import com.traitly.platform.lifecycle.CloseAll;
import com.traitly.standalone.Standalone;
import com.traitly.standalone.broker.EmbeddedBroker;
import java.nio.file.Path;
import java.util.Map;

/** All four services on a real broker in this JVM, with three accounts. */
final class Product implements AutoCloseable {
  /** API key of the account whose customers and events are written. */
  static final String WRITTEN = "fuzz-written-account-0123456789abcdef";

  /** API key of the account whose goals, endpoints and API keys are written. */
  static final String DEFINED = "fuzz-defined-account-0123456789abcdef";

  /** API key of the account that nobody writes to once it is set up. */
  static final String UNTOUCHED = "fuzz-untouched-account-0123456789abcdef";

  private final CloseAll started = new CloseAll();
  private final String bootstrap;
  private final Standalone standalone;
  private final Topics topics;

  Product(Path directory) {
    EmbeddedBroker broker = started.add(EmbeddedBroker.start(directory.resolve("kafka")));
    bootstrap = broker.bootstrapServers();
    Config config =
        Config.of(
            Map.of(
                CommonKeys.PORT.name(),
                "0",
                CommonKeys.DATA_DIR.name(),
                directory.resolve("data").toString(),
                CommonKeys.KAFKA_BOOTSTRAP.name(),
                bootstrap,
                CommonKeys.BOOTSTRAP_TOKEN.name(),
                WRITTEN,
                "TRAITLY_BOOTSTRAP_ACCOUNTS",
                "defined=" + DEFINED + ",untouched=" + UNTOUCHED));
    standalone = started.add(Standalone.start(config));
    topics = new Topics(config.get(CommonKeys.TOPIC_PREFIX));
  }

  String baseUrl() {
    return standalone.baseUrl();
  }

  String bootstrap() {
    return bootstrap;
  }

  Topics topics() {
    return topics;
  }

  @Override
  public void close() {
    started.close();
  }
}
