package com.traitly.gateway;

import static com.traitly.gateway.GatewayFixture.NOW;
import static com.traitly.gateway.GatewayFixture.TOPICS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.traitly.contracts.model.AccountKey;
import com.traitly.contracts.model.Token;
import com.traitly.platform.auth.ApiKeys;
import com.traitly.platform.lifecycle.StartupFailure;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class BootstrapTokenTest {
  private final GatewayFixture gateway = GatewayFixture.acknowledging();
  private final ByteArrayOutputStream shown = new ByteArrayOutputStream();
  private final PrintStream console = new PrintStream(shown, true, StandardCharsets.UTF_8);

  @AfterEach
  void stop() {
    gateway.close();
  }

  @Test
  void theConfiguredKeyIsStoredOnceAcrossRestarts() {
    new BootstrapToken("acme", "secret-key").ensure(gateway.tokens(), true, NOW, console);
    new BootstrapToken("acme", "secret-key").ensure(gateway.tokens(), false, NOW + 9, console);

    List<Token> stored = gateway.sent(TOPICS.tokens());
    assertThat(stored).hasSize(1);
    assertThat(stored.getFirst().hash()).isEqualTo(ApiKeys.hash("secret-key"));
    assertThat(stored.getFirst().scopes()).containsExactly("admin");
    assertThat(gateway.keys()).containsExactly("acme|" + stored.getFirst().id());
    assertThat(shown.size()).isZero();
  }

  @Test
  void anotherConfiguredKeyIsAddedBesideTheFirst() {
    new BootstrapToken("acme", "one").ensure(gateway.tokens(), true, NOW, console);
    new BootstrapToken("acme", "two").ensure(gateway.tokens(), false, NOW, console);

    assertThat(gateway.keys()).hasSize(2).doesNotHaveDuplicates();
  }

  @Test
  void withoutAnyKeyOneIsMadeAndShown() {
    new BootstrapToken("acme", "").ensure(gateway.tokens(), true, NOW, console);

    String line = shown.toString(StandardCharsets.UTF_8).strip();
    assertThat(line).startsWith("API key: trt_");
    String hash = ApiKeys.hash(line.substring("API key: ".length()));
    assertThat(gateway.sent(TOPICS.tokens()).getFirst().hash()).isEqualTo(hash);
  }

  @Test
  void withoutAConfiguredKeyStoredOnesAreEnough() {
    new BootstrapToken("acme", "").ensure(gateway.tokens(), false, NOW, console);

    assertThat(gateway.keys()).isEmpty();
    assertThat(shown.size()).isZero();
  }

  @Test
  void aRevokedConfiguredKeyIsStoredAgainAtTheNextStart() {
    var bootstrap = new BootstrapToken("acme", "secret-key");
    bootstrap.ensure(gateway.tokens(), true, NOW, console);
    String id = gateway.sent(TOPICS.tokens()).getFirst().id();
    gateway.tokens().change(new AccountKey("acme", id), before -> null);

    bootstrap.ensure(gateway.tokens(), true, NOW, console);

    assertThat(gateway.tokens().get(new AccountKey("acme", id))).isNotNull();
  }

  @ParameterizedTest
  @CsvSource({"acme,two words,TRAITLY_BOOTSTRAP_TOKEN", "a|b,key,TRAITLY_ACCOUNT"})
  void whatCannotWorkStopsTheStart(String account, String key, String named) {
    assertThatThrownBy(() -> new BootstrapToken(account, key))
        .isInstanceOf(StartupFailure.class)
        .hasMessageContaining(named);
  }
}
