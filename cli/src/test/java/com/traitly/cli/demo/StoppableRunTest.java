package com.traitly.cli.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.traitly.cli.ExitCodes;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class StoppableRunTest {
  private final StoppableRun run = new StoppableRun();

  /** The thread is the test's own. */
  @AfterEach
  void forgetTheInterrupt() {
    Thread.interrupted();
  }

  @Test
  void stoppedBeforeTheEndIsAborted() throws Exception {
    run.execute(() -> {
      run.stop();
      waitForEver();
    });

    assertThat(run.exitCode()).isEqualTo(ExitCodes.ABORTED);
  }

  @Test
  void stoppedAfterItIsDone() throws Exception {
    run.execute(() -> {
      run.markDone();
      run.stop();
      waitForEver();
    });

    assertThat(run.exitCode()).isEqualTo(ExitCodes.DONE);
  }

  @Test
  void whateverFailsAfterAStopIsItsEnd() throws Exception {
    run.execute(() -> {
      run.stop();
      throw new IllegalStateException("interrupted somewhere");
    });

    assertThat(run.exitCode()).isEqualTo(ExitCodes.ABORTED);
  }

  @Test
  void whatFailsByItselfIsShown() {
    assertThatThrownBy(() -> run.execute(StoppableRunTest::interrupted))
        .isInstanceOf(InterruptedIOException.class);
  }

  private static void waitForEver() throws IOException {
    Waiting.until("the end", Duration.ofDays(1), () -> false);
  }

  private static void interrupted() throws IOException {
    throw new InterruptedIOException("by nobody");
  }
}
