package com.traitly.benchmarks.harness;

import com.traitly.contracts.model.AnnouncementObject;
import com.traitly.contracts.topic.Topics;
import com.traitly.testkit.client.Await;
import com.traitly.testkit.client.CallFailed;
import java.time.Duration;

/**
 * What the stream-processor has announced.
 *
 * @param topics where it announces
 */
public record Announced(Broker broker, Topics topics) {
  private static final Duration PATIENCE = Duration.ofMinutes(15);
  private static final Duration LOOK_AGAIN = Duration.ofSeconds(1);

  /** Records on the topics of all kinds of announcement, marks of transactions included. */
  public long count() {
    return topics.announcementNames().stream().mapToLong(broker::landed).sum();
  }

  /**
   * Waits until every kind of announcement is out for each goal of each customer, and no more come:
   * then the processor rests.
   *
   * @throws CallFailed when it does not come to rest
   */
  public void await(int customers) {
    long least = (long) customers * Population.GOALS * AnnouncementObject.values().length;
    long seen = -1;
    long seenAt = System.nanoTime();
    for (long now = count(); now < least || now != seen; now = count()) {
      if (now != seen) {
        seen = now;
        seenAt = System.nanoTime();
      } else if (System.nanoTime() - seenAt > PATIENCE.toNanos()) {
        throw new CallFailed(
            "Waited in vain for announcements of all windows: %,d of %,d, and no more for %d s."
                .formatted(now, least, PATIENCE.toSeconds()));
      }
      Await.pause(LOOK_AGAIN);
    }
  }
}
