package com.traitly.platform.service;

import com.traitly.contracts.topic.Topics;
import com.traitly.platform.auth.TokenTable;
import com.traitly.platform.config.Config;
import com.traitly.platform.health.Health;
import com.traitly.platform.kafka.KafkaAccess;
import com.traitly.platform.kafka.TopicSetup;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.time.InstantSource;

/**
 * What every service is given. The parts are thread-safe.
 *
 * @param config the environment
 * @param kafka how to reach Kafka
 * @param topics all topics; they exist
 * @param tokens the API keys
 * @param health where services register what must be ready
 * @param meters where services register their meters
 * @param clock the time
 */
public record ServiceRuntime(
    Config config,
    KafkaAccess kafka,
    Topics topics,
    TokenTable tokens,
    Health health,
    PrometheusMeterRegistry meters,
    InstantSource clock)
    implements AutoCloseable {

  /**
   * Creates missing topics and starts to read the API keys.
   *
   * @throws com.traitly.platform.lifecycle.StartupFailure when Kafka is away or does not match
   */
  public static ServiceRuntime open(Config config, InstantSource clock) {
    KafkaAccess kafka = KafkaAccess.of(config);
    Topics topics = new Topics(kafka.prefix());
    TopicSetup.ensure(kafka, topics.all());
    TokenTable tokens = new TokenTable(kafka, topics, clock);
    Health health = new Health();
    health.part("tokens", tokens::notReadyBecause);
    return new ServiceRuntime(
        config,
        kafka,
        topics,
        tokens,
        health,
        new PrometheusMeterRegistry(PrometheusConfig.DEFAULT),
        clock);
  }

  /** The same parts for a service that is configured differently. */
  public ServiceRuntime with(Config other) {
    return new ServiceRuntime(other, kafka, topics, tokens, health, meters, clock);
  }

  @Override
  public void close() {
    tokens.close();
    meters.close();
  }
}
