package com.traitly.cli;

import com.traitly.gateway.IngestGateway;
import com.traitly.processor.StreamProcessor;
import com.traitly.query.QueryApi;
import com.traitly.sender.WebhookSender;
import com.traitly.standalone.Standalone;
import java.util.function.Consumer;
import picocli.CommandLine.Command;

/**
 * The subcommands that run a service until they are asked to stop. Settings come from TRAITLY_*.
 */
final class ServeCommands {
  private static final String SETTINGS = "Settings are the environment variables TRAITLY_*.";

  private ServeCommands() {}

  /** Runs a main of ours, which ends the process by itself. */
  abstract static class Service implements Runnable {
    private final Consumer<String[]> main;

    Service(Consumer<String[]> main) {
      this.main = main;
    }

    @Override
    public void run() {
      main.accept(new String[0]);
    }
  }

  @Command(
      name = "serve",
      description = {"Runs everything in one process, with a Kafka broker inside.", SETTINGS},
      footer = {"", "Example:", "  TRAITLY_PORT=8090 traitly serve"},
      mixinStandardHelpOptions = true)
  static final class Serve extends Service {
    Serve() {
      super(Standalone::main);
    }
  }

  @Command(
      name = "gateway",
      description = {"Runs ingest-gateway, which takes events and customers in.", SETTINGS},
      footer = {"", "Example:", "  TRAITLY_KAFKA_BOOTSTRAP=kafka:9092 traitly gateway"},
      mixinStandardHelpOptions = true)
  static final class Gateway extends Service {
    Gateway() {
      super(IngestGateway::main);
    }
  }

  @Command(
      name = "processor",
      description = {"Runs stream-processor, which counts and predicts.", SETTINGS},
      footer = {"", "Example:", "  TRAITLY_KAFKA_BOOTSTRAP=kafka:9092 traitly processor"},
      mixinStandardHelpOptions = true)
  static final class Processor extends Service {
    Processor() {
      super(StreamProcessor::main);
    }
  }

  @Command(
      name = "sender",
      description = {"Runs webhook-sender, which delivers webhooks.", SETTINGS},
      footer = {"", "Example:", "  TRAITLY_KAFKA_BOOTSTRAP=kafka:9092 traitly sender"},
      mixinStandardHelpOptions = true)
  static final class Sender extends Service {
    Sender() {
      super(WebhookSender::main);
    }
  }

  @Command(
      name = "query",
      description = {"Runs query-api, which answers lookups and lists.", SETTINGS},
      footer = {"", "Example:", "  TRAITLY_KAFKA_BOOTSTRAP=kafka:9092 traitly query"},
      mixinStandardHelpOptions = true)
  static final class Query extends Service {
    Query() {
      super(QueryApi::main);
    }
  }
}
