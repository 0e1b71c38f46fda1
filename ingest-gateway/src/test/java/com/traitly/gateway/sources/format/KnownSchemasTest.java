package com.traitly.gateway.sources.format;

import static com.traitly.gateway.sources.format.RegistryStandIn.framed;
import static com.traitly.gateway.sources.format.RegistryStandIn.reference;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.traitly.contracts.error.ApiException;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** How often a registry is asked for schemas that cannot be used. */
class KnownSchemasTest {
  private static final byte[] RECORD = framed(5, new byte[] {2});

  private Instant now = Instant.EPOCH;
  private RegistryStandIn stored;
  private SchemaRegistry registry;
  private AvroValues values;

  @BeforeEach
  void start() {
    stored = new RegistryStandIn();
    registry = stored.client();
    values = new AvroValues(registry, () -> now);
  }

  @AfterEach
  void stop() {
    registry.close();
    stored.close();
  }

  @Test
  void oneThatCannotBeReadIsRememberedForAMinute() {
    stored.hasAvro("/schemas/ids/5", "{}", reference("a", "nowhere", 1));
    for (int i = 0; i < 3; i++) {
      assertRefused("The schema 5 in the registry cannot be read as Avro: the registry does not");
      assertThat(stored.calls()).isEqualTo(2);
    }
    stored.hasAvro("/schemas/ids/5", "\"int\"");
    now = now.plus(Duration.ofMinutes(1)).minusMillis(1);
    assertRefused("cannot be read as Avro");

    now = now.plusMillis(1);
    assertThat(values.decode(RECORD)).hasToString("1");
  }

  @Test
  void oneThatIsNotThereIsRememberedForSeconds() {
    for (int i = 0; i < 3; i++) {
      assertRefused("the schema 5, which the registry does not have");
      assertThat(stored.calls()).isEqualTo(1);
    }
    stored.hasAvro("/schemas/ids/5", "\"int\"");

    now = now.plusSeconds(5);
    assertThat(values.decode(RECORD)).hasToString("1");
  }

  @Test
  void aRegistryThatIsAwayIsAskedAgainAtOnce() {
    stored.hasAvro("/schemas/ids/5", "\"int\"");
    stored.status(500);
    assertThatThrownBy(() -> values.decode(RECORD)).isInstanceOf(RegistryAwayException.class);
    stored.status(200);
    assertThat(values.decode(RECORD)).hasToString("1");
  }

  private void assertRefused(String says) {
    assertThatThrownBy(() -> values.decode(RECORD))
        .isInstanceOf(ApiException.class)
        .hasMessageContaining(says);
  }
}
