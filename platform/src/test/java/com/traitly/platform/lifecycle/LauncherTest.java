package com.traitly.platform.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

final class LauncherTest {
  private static final int REFUSED = 1;
  private static final int FAILED = 70;
  private static final int ASKED_TO_STOP = 0;

  /** The started process; its argument says how it fails. */
  static final class Started {
    private Started() {}

    public static void main(String[] arguments) {
      Launcher.run("started", () -> start(arguments[0]));
    }

    private static AutoCloseable start(String how) {
      return switch (how) {
        case "refused" -> throw new StartupFailure("One sentence that helps.", new Exception("no"));
        case "exception" -> throw new IllegalStateException("boom");
        case "error" -> throw new NoClassDefFoundError("com/example/Gone");
        case "beside a part" -> {
          new Thread(Started::forever, "a part that runs").start();
          throw new IllegalStateException("boom");
        }
        default -> {
          System.out.println("started");
          yield () -> System.out.println("closed");
        }
      };
    }

    private static void forever() {
      try {
        new CountDownLatch(1).await();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
  }

  @Test
  void aRefusalIsItsSentenceAndNothingElse() throws Exception {
    Process process = fork("refused");

    assertThat(said(process)).isEqualTo("started: One sentence that helps.");
    assertThat(process.waitFor()).isEqualTo(REFUSED);
  }

  @Test
  void anyOtherFailureOfTheStartIsNoSuccess() throws Exception {
    for (String how : new String[] {"exception", "error", "beside a part"}) {
      Process process = fork(how);

      assertThat(said(process)).as(how).contains("started: an unexpected failure");
      assertThat(process.waitFor()).as(how).isEqualTo(FAILED);
    }
  }

  @Test
  void whoIsAskedToStopClosesAndSucceeds() throws Exception {
    Process process = fork("well");
    assertThat(process.inputReader().readLine()).isEqualTo("started");

    process.toHandle().destroy();

    assertThat(process.inputReader().readLine()).isEqualTo("closed");
    assertThat(process.waitFor()).isEqualTo(ASKED_TO_STOP);
  }

  private static Process fork(String how) throws IOException {
    return new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-XX:TieredStopAtLevel=1",
            "-cp",
            System.getProperty("java.class.path"),
            Started.class.getName(),
            how)
        .start();
  }

  private static String said(Process process) throws IOException {
    return new String(process.getErrorStream().readAllBytes(), StandardCharsets.UTF_8).strip();
  }
}
