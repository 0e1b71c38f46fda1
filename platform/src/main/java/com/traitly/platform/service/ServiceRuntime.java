package com.traitly.platform.service;

import com.traitly.contracts.model.AccountKey;
import com.traitly.contracts.topic.PublicTopics;
import com.traitly.contracts.topic.Topic;
import com.traitly.contracts.topic.Topics;
import com.traitly.platform.auth.TokenTable;
import com.traitly.platform.config.CommonKeys;
import com.traitly.platform.config.Config;
import com.traitly.platform.health.Health;
import com.traitly.platform.kafka.CompactedView;
import com.traitly.platform.kafka.KafkaAccess;
import com.traitly.platform.kafka.TopicCompression;
import com.traitly.platform.kafka.TopicSetup;
import com.traitly.platform.kafka.UnreadableRecords;
import com.traitly.platform.metrics.MeterNames;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.time.Duration;
import java.time.InstantSource;
import java.util.function.Supplier;

/**
 * The parts that every service receives; they are thread-safe.
 *
 * @param config the environment
 * @param kafka how to reach Kafka
 * @param topics all topics; they exist
 * @param tokens the API keys
 * @param health where services register what must be ready
 * @param meters where services register their meters
 * @param unreadable receives the records that cannot be read
 * @param clock the time
 */
public record ServiceRuntime(
    Config config,
    KafkaAccess kafka,
    Topics topics,
    TokenTable tokens,
    Health health,
    PrometheusMeterRegistry meters,
    UnreadableRecords unreadable,
    InstantSource clock)
    implements AutoCloseable {

  /**
   * Creates missing topics and starts to read the API keys.
   *
   * @throws com.traitly.platform.lifecycle.StartupFailure when Kafka is unavailable or its topics
   *     do not match
   */
  public static ServiceRuntime open(Config config, InstantSource clock) {
    KafkaAccess kafka = KafkaAccess.of(config);
    Topics topics = new Topics(kafka.prefix());
    TopicSetup.ensure(kafka, topics.all());
    TopicCompression.ensure(config, kafka, new PublicTopics(topics).all());
    PrometheusMeterRegistry meters = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    UnreadableRecords unreadable =
        new UnreadableRecords(kafka, topics.deadLetters().name(), meters);
    TokenTable tokens = new TokenTable(kafka, topics, maxAge(config), clock, unreadable);
    Health health = new Health();
    health.part("tokens", tokens.view()::notReadyBecause);
    watchAge(meters, "tokens", tokens.view()::age);
    return new ServiceRuntime(config, kafka, topics, tokens, health, meters, unreadable, clock);
  }

  /**
   * Follows a compacted topic as a part of the process's health; the caller closes the view.
   *
   * @param part how the health names it
   */
  public <V> CompactedView<V> follow(Topic<AccountKey, V> topic, String part) {
    CompactedView<V> view =
        new CompactedView<>(kafka, topic, maxAge(config), (key, before, after) -> {}, unreadable);
    health.part(part, view::notReadyBecause);
    watchAge(meters, part, view::age);
    return view;
  }

  /** The same parts for a service that is configured differently. */
  public ServiceRuntime with(Config other) {
    return new ServiceRuntime(other, kafka, topics, tokens, health, meters, unreadable, clock);
  }

  @Override
  public void close() {
    tokens.close();
    unreadable.close();
    meters.close();
  }

  private static Duration maxAge(Config config) {
    return Duration.ofSeconds(config.get(CommonKeys.VIEW_MAX_AGE));
  }

  private static void watchAge(MeterRegistry meters, String part, Supplier<Duration> age) {
    Gauge.builder(MeterNames.VIEW_AGE, () -> age.get().toMillis() / 1e3)
        .tag("view", part)
        .baseUnit("seconds")
        .register(meters);
  }
}
