package com.traitly.benchmarks.ceiling;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicLong;
import java.util.regex.Pattern;
import org.apache.kafka.clients.producer.KafkaProducer;

/** Kafka alone: sends events as fast as the producer takes them, without HTTP. */
public final class ProducerAlone {
  /** Finds the result in the output. */
  public static final Pattern RESULT = Pattern.compile("acknowledged (\\S+ \\S+)");

  private ProducerAlone() {}

  /**
   * Arguments: bootstrap servers, topic, seconds, a file with an event on each line. Prints how
   * many events were acknowledged per second and the processor seconds used; {@link #RESULT} finds
   * both.
   */
  public static void main(String[] args) throws IOException {
    List<byte[]> bodies =
        Files.readAllLines(Path.of(args[3])).stream().map(line -> line.getBytes(UTF_8)).toList();
    AtomicLong acknowledged = new AtomicLong();
    AtomicLong failed = new AtomicLong();
    long startedAt;
    try (KafkaProducer<byte[], byte[]> producer = CeilingProducer.open(args[0], 1)) {
      // Connecting is not part of the measurement.
      producer.partitionsFor(args[1]);
      startedAt = System.nanoTime();
      long end = startedAt + Duration.ofSeconds(Long.parseLong(args[2])).toNanos();
      for (int i = 0; System.nanoTime() < end; i++) {
        byte[] body = bodies.get(i % bodies.size());
        for (var each : Slices.records(args[1], body)) {
          var unused =
              producer.send(
                  each,
                  (metadata, failure) ->
                      (failure == null ? acknowledged : failed).incrementAndGet());
        }
      }
    }
    double seconds = (System.nanoTime() - startedAt) / 1e9;
    if (failed.get() > 0) {
      throw new IllegalStateException(failed.get() + " records were not acknowledged");
    }
    System.out.printf(
        Locale.ROOT, "acknowledged %.0f %.2f%n", acknowledged.get() / seconds, cpuSeconds());
  }

  private static double cpuSeconds() {
    return ProcessHandle.current().info().totalCpuDuration().orElse(Duration.ZERO).toNanos() / 1e9;
  }
}
