package com.traitly.standalone.broker;

import com.traitly.platform.lifecycle.DescriptorLimit;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * The broker cannot start or continue. The message is one sentence for the person at the terminal:
 * what is wrong and what to do about it.
 */
public final class BrokerFailure extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private BrokerFailure(String message, @Nullable Throwable cause) {
    super(message, cause);
  }

  static BrokerFailure directoryLocked(Path directory) {
    return new BrokerFailure(
        "The data directory %s is used by another running instance: stop that one or choose another directory with TRAITLY_DATA_DIR."
            .formatted(directory),
        null);
  }

  static BrokerFailure directoryUnusable(Path directory, Throwable cause) {
    return new BrokerFailure(
        "The data directory %s cannot be written: give this user the right to write there or choose another directory with TRAITLY_DATA_DIR."
            .formatted(directory),
        cause);
  }

  static BrokerFailure directoryNotFormatted(Path directory, Throwable cause) {
    return new BrokerFailure(
        "The data directory %s cannot be prepared for the broker (%s): empty it or choose another directory with TRAITLY_DATA_DIR."
            .formatted(directory, reason(cause)),
        cause);
  }

  static BrokerFailure portInUse(int port) {
    return new BrokerFailure(
        "Port %d on %s is in use, so the broker cannot listen there: stop the program that holds it or ask for port 0, which takes any free one."
            .formatted(port, LoopbackPorts.HOST),
        null);
  }

  static BrokerFailure notStarted(Path directory, Throwable cause) {
    return new BrokerFailure(
        "The broker did not start (%s): read the log lines above, and if the data in %s is beyond use, choose another directory with TRAITLY_DATA_DIR."
            .formatted(reason(cause), directory),
        cause);
  }

  static BrokerFailure died(Path directory, int status, @Nullable String reason) {
    if (DescriptorLimit.exhausted()) {
      return new BrokerFailure(
          "The broker gave up because all %d files and connections that this process may have are open: raise the limit with `ulimit -Hn` or LimitNOFILE, then start again."
              .formatted(DescriptorLimit.most()),
          null);
    }
    return new BrokerFailure(
        "The broker gave up with status %d%s: check that the disk under %s is there and not full, then start again."
            .formatted(status, reason == null ? "" : " (" + reason + ")", directory),
        null);
  }

  private static String reason(Throwable cause) {
    String message = cause.getMessage();
    return message == null ? cause.getClass().getSimpleName() : message;
  }
}
