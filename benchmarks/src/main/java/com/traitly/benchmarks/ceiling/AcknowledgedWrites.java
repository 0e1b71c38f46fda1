package com.traitly.benchmarks.ceiling;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;

/**
 * HTTP, JSON and Kafka: sends a body's events as they came and answers when the last one is
 * acknowledged, on a thread that is not the producer's own.
 */
public final class AcknowledgedWrites {
  private AcknowledgedWrites() {}

  /** Arguments: bootstrap servers, topic, the producer's linger in milliseconds. */
  public static void main(String[] args) throws InterruptedException {
    KafkaProducer<byte[], byte[]> producer =
        CeilingProducer.open(args[0], Integer.parseInt(args[2]));
    ExecutorService answering = Executors.newVirtualThreadPerTaskExecutor();
    CeilingServer.run(ctx -> {
      CompletableFuture<Void> stored =
          send(producer, Slices.records(args[1], ctx.bodyAsBytes()), answering);
      ctx.future(() -> stored.thenRun(() -> ctx.status(201).result(CeilingServer.ACCEPTED)));
    });
  }

  private static CompletableFuture<Void> send(
      KafkaProducer<byte[], byte[]> producer,
      List<ProducerRecord<byte[], byte[]>> records,
      ExecutorService answering) {
    CompletableFuture<Void> stored = new CompletableFuture<>();
    AtomicInteger outstanding = new AtomicInteger(records.size());
    for (ProducerRecord<byte[], byte[]> each : records) {
      var unused =
          producer.send(
              each,
              (metadata, failure) -> {
                if (failure != null) {
                  stored.completeExceptionally(failure);
                } else if (outstanding.decrementAndGet() == 0) {
                  answering.execute(() -> stored.complete(null));
                }
              });
    }
    return stored;
  }
}
