package com.traitly.gateway.sources.mapping;

import static com.traitly.gateway.sources.TestSources.NOW;
import static com.traitly.gateway.sources.TestSources.TOPICS;
import static com.traitly.gateway.sources.TestSources.record;
import static com.traitly.gateway.sources.format.RegistryStandIn.framed;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import com.traitly.contracts.model.Event;
import com.traitly.contracts.topic.SkippedRecord;
import com.traitly.gateway.intake.Door;
import com.traitly.gateway.sources.TestSources;
import com.traitly.gateway.sources.format.RegistryStandIn;
import com.traitly.gateway.sources.format.ShopProto;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

/** A topic of Protobuf messages as a source. */
class ProtobufSourceTest {
  private static final int[] TO_ORDER = {4, 2, 2};

  @Test
  void messagesBecomeEventsAndWhatCannotBeReadIsRefusedWithTheReason() {
    try (RegistryStandIn registry = new RegistryStandIn()) {
      Source source = source(registry);
      byte[] value =
          framed(
              1,
              ShopProto.indexed(
                  ShopProto.message(
                      ShopProto.order(),
                      "customer_id: \"c-1\" created_at { seconds: 1490000000 } big: 5 state: DONE"),
                  TO_ORDER));

      try (RecordMapper mapper = RecordMapper.of(source, new Door(TOPICS))) {
        MappedRecord taken = mapper.map(record(1, null, value), NOW);
        byte[] stored = ((MappedRecord.Taken) taken).record().value();
        Event event = requireNonNull(TOPICS.events().readValue(stored));
        assertThat(event.occurredAt()).isEqualTo(1_490_000_000_000L);
        assertThat(event.properties()).hasToString("{big=5, state=\"DONE\"}");

        assertRefused(mapper, Arrays.copyOf(value, value.length - 1), "message shop.Events.Order");
        assertRefused(mapper, new byte[] {0, 0, 0, 0, 1, 2, 9}, "does not say which message");
        assertThat(mapper.map(record(4, null, value), NOW)).isInstanceOf(MappedRecord.Taken.class);
      }
    }
  }

  /** The schemas in the registry, and a source of its topic. */
  private static Source source(RegistryStandIn registry) {
    registry.has(
        "/schemas/ids/1?format=serialized",
        "PROTOBUF",
        ShopProto.served(ShopProto.ORDER),
        RegistryStandIn.reference("shop/address.proto", "address", 1));
    registry.has(
        "/subjects/address/versions/1?format=serialized",
        "PROTOBUF",
        ShopProto.served(ShopProto.ADDRESS));
    return TestSources.of(
        """
        sources:
          - topic: shop
            format: protobuf
            registry: {url: '%s'}
            fields: {name: {value: Paid}}
            drop: [huge, count, ratio, paid]
        """
            .formatted(registry.url()));
  }

  private static void assertRefused(RecordMapper mapper, byte[] value, String says) {
    MappedRecord refused = mapper.map(record(2, null, value), NOW);
    assertThat(refused).isInstanceOf(MappedRecord.Refused.class);
    assertThat(SkippedRecord.reason(((MappedRecord.Refused) refused).why())).contains(says);
  }
}
