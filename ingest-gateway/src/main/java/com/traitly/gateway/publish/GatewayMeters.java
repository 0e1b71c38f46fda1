package com.traitly.gateway.publish;

import com.traitly.platform.metrics.MeterNames;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;

/** The gateway's meters. Thread-safe. */
public record GatewayMeters(Counter acknowledged, Counter refused) {
  public static GatewayMeters in(MeterRegistry registry) {
    return new GatewayMeters(
        Counter.builder(MeterNames.RECORDS_ACKNOWLEDGED)
            .description("records that Kafka acknowledged")
            .register(registry),
        Counter.builder(MeterNames.RECORDS_REFUSED)
            .description("records that Kafka did not acknowledge")
            .register(registry));
  }
}
