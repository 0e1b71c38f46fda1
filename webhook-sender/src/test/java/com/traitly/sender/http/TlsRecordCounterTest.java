package com.traitly.sender.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.traitly.testkit.Seeded;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.RepeatedTest;

final class TlsRecordCounterTest {
  @RepeatedTest(20)
  @Seeded
  void countsRecordsHoweverTheyAreCut(RandomGenerator random) {
    ByteArrayOutputStream stream = new ByteArrayOutputStream();
    int records = random.nextInt(1, 300);
    for (int i = 0; i < records; i++) {
      byte[] content = new byte[random.nextBoolean() ? random.nextInt(3) : random.nextInt(2_000)];
      random.nextBytes(content);
      stream.writeBytes(new byte[] {23, 3, 3, (byte) (content.length >> 8), (byte) content.length});
      stream.writeBytes(content);
    }
    TlsRecordCounter counter = new TlsRecordCounter();
    ByteBuffer all = ByteBuffer.wrap(stream.toByteArray());
    int at = 0;
    while (at < all.limit()) {
      int to = Math.min(all.limit(), at + random.nextInt(1, 500));
      counter.read(all, at, to);
      at = to;
    }

    assertThat(counter.records()).isEqualTo(records);
    counter.reset();
    counter.read(ByteBuffer.wrap(new byte[] {21, 3, 3, 0, 0}), 0, 5);
    assertThat(counter.records()).isEqualTo(1);
  }
}
