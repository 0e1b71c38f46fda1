package com.traitly.gateway.sources;

import com.traitly.contracts.topic.Topics;
import com.traitly.gateway.sources.mapping.Source;
import com.traitly.gateway.sources.mapping.SourceFile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;
import org.jspecify.annotations.Nullable;

/** Sources and their records, for tests without a broker. */
public final class TestSources {
  public static final Topics TOPICS = new Topics("test.");
  public static final long WRITTEN = 1_500_000_000_000L;
  public static final long NOW = 1_700_000_000_000L;

  private TestSources() {}

  /** The only source of a file. */
  public static Source of(String yaml) {
    return all(yaml, Map.of()).getFirst();
  }

  /** The sources of a file. */
  public static List<Source> all(String yaml, Map<String, String> variables) {
    try {
      Path file = Files.createTempFile("sources", ".yaml");
      try {
        Files.writeString(file, yaml);
        return SourceFile.read(
            file,
            variables::get,
            new SourceFile.Defaults("acme", TOPICS, name -> "test-source-" + name));
      } finally {
        Files.delete(file);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A record of partition 0 of the topic {@code shop}. */
  public static ConsumerRecord<byte[], byte[]> record(
      long offset, @Nullable String key, byte @Nullable [] value, String... headers) {
    RecordHeaders all = new RecordHeaders();
    for (int i = 0; i < headers.length; i += 2) {
      all.add(headers[i], bytes(headers[i + 1]));
    }
    return new ConsumerRecord<>(
        "shop",
        0,
        offset,
        WRITTEN,
        TimestampType.CREATE_TIME,
        0,
        0,
        key == null ? null : bytes(key),
        value,
        all,
        Optional.empty());
  }

  public static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
