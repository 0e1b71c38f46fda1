package com.traitly.benchmarks.harness;

import com.traitly.contracts.model.AnnouncementObject;
import com.traitly.contracts.topic.Topics;
import com.traitly.testkit.client.Await;
import com.traitly.testkit.client.CallFailed;
import java.time.Duration;

/**
 * What the stream-processor has announced.
 *
 * @param topics the topics on which it announces
 */
public record Announced(Broker broker, Topics topics) {
  private static final Duration PATIENCE = Duration.ofMinutes(15);
  private static final Duration LOOK_AGAIN = Duration.ofSeconds(1);

  /** Counts the records on all announcement topics, including transaction markers. */
  public long count() {
    return topics.announcementNames().stream().mapToLong(broker::landed).sum();
  }

  /**
   * Waits until every kind of announcement is made for each goal of each customer, and no more
   * follow: then the processor is idle.
   *
   * @throws CallFailed when announcements are missing for too long
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
