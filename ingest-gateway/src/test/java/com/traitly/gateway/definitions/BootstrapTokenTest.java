package com.traitly.gateway.definitions;

import static com.traitly.gateway.GatewayFixture.NOW;
import static com.traitly.gateway.GatewayFixture.TOPICS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.traitly.contracts.model.AccountKey;
import com.traitly.contracts.model.Token;
import com.traitly.gateway.GatewayFixture;
import com.traitly.gateway.IngestGateway;
import com.traitly.platform.auth.ApiKeys;
import com.traitly.platform.config.Config;
import com.traitly.platform.lifecycle.StartupFailure;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class BootstrapTokenTest {
  private static final String ONE = "7d1c-9f04-e2ab-5683-b0f7";
  private static final Map<AccountKey, Token> STORED =
      Map.of(
          new AccountKey("acme", "tok_1"),
          new Token("tok_1", ApiKeys.hash("theirs"), "th", "CI", Set.of("read"), NOW, null));
  private final GatewayFixture gateway = GatewayFixture.acknowledging();
  private final ByteArrayOutputStream shown = new ByteArrayOutputStream();
  private final PrintStream console = new PrintStream(shown, true, StandardCharsets.UTF_8);

  @AfterEach
  void stop() {
    gateway.close();
  }

  @Test
  void theConfiguredKeyIsStoredOnceAcrossRestarts() {
    new BootstrapToken("acme", "secret-key").ensure(gateway.tokens(), Map.of(), NOW, console);
    new BootstrapToken("acme", "secret-key").ensure(gateway.tokens(), STORED, NOW + 9, console);

    List<Token> stored = gateway.sent(TOPICS.tokens());
    assertThat(stored).hasSize(1);
    assertThat(stored.getFirst().hash()).isEqualTo(ApiKeys.hash("secret-key"));
    assertThat(stored.getFirst().scopes()).containsExactly("admin");
    assertThat(gateway.keys()).containsExactly("acme|" + stored.getFirst().id());
    assertThat(shown.size()).isZero();
  }

  @Test
  void anotherConfiguredKeyIsAddedBesideTheFirst() {
    new BootstrapToken("acme", "one").ensure(gateway.tokens(), Map.of(), NOW, console);
    new BootstrapToken("acme", "two").ensure(gateway.tokens(), STORED, NOW, console);

    assertThat(gateway.keys()).hasSize(2).doesNotHaveDuplicates();
  }

  @Test
  void withoutAnyKeyOneIsMadeAndShown() {
    new BootstrapToken("acme", "").ensure(gateway.tokens(), Map.of(), NOW, console);

    String line = shown.toString(StandardCharsets.UTF_8).strip();
    assertThat(line).startsWith("API key: trt_");
    String hash = ApiKeys.hash(line.substring("API key: ".length()));
    assertThat(gateway.sent(TOPICS.tokens()).getFirst().hash()).isEqualTo(hash);
  }

  @Test
  void withoutAConfiguredKeyStoredOnesAreEnough() {
    new BootstrapToken("acme", "").ensure(gateway.tokens(), STORED, NOW, console);

    assertThat(gateway.keys()).isEmpty();
    assertThat(shown.size()).isZero();
  }

  @Test
  void aRevokedConfiguredKeyIsStoredAgainAtTheNextStart() {
    var bootstrap = new BootstrapToken("acme", "secret-key");
    bootstrap.ensure(gateway.tokens(), Map.of(), NOW, console);
    String id = gateway.sent(TOPICS.tokens()).getFirst().id();
    gateway.tokens().change(new AccountKey("acme", id), before -> null);

    bootstrap.ensure(gateway.tokens(), Map.of(), NOW, console);

    assertThat(gateway.tokens().get(new AccountKey("acme", id))).isNotNull();
  }

  @Test
  void furtherAccountsHaveKeysOfTheirOwn() {
    assertThat(BootstrapToken.further("")).isEmpty();
    assertThat(BootstrapToken.further("globex=" + ONE + ", initech=" + ONE + "=2"))
        .containsExactly(
            new BootstrapToken("globex", ONE), new BootstrapToken("initech", ONE + "=2"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "globex",
        "globex=",
        "=" + ONE,
        "globex=" + ONE + ",",
        "glo|bex=" + ONE,
        "glo bex=" + ONE,
        "globex=two words and many more words",
        "globex=abc",
        "globex=aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa"
      })
  void furtherAccountsThatCannotBeUsedStopTheStartWithoutShowingKeys(String text) {
    Config config = Config.of(Map.of("TRAITLY_BOOTSTRAP_ACCOUNTS", text));

    assertThatThrownBy(() -> config.check(IngestGateway.keys()))
        .isInstanceOf(StartupFailure.class)
        .hasMessageContaining("TRAITLY_BOOTSTRAP_ACCOUNTS")
        .hasMessageNotContaining(ONE)
        .hasMessageNotContaining("abc");
  }

  @Test
  void aKeyOfAnotherAccountStopsTheStart() {
    var bootstrap = new BootstrapToken("globex", "theirs");

    assertThatThrownBy(() -> bootstrap.ensure(gateway.tokens(), STORED, NOW, console))
        .isInstanceOf(StartupFailure.class)
        .hasMessageContaining("'acme'");
    assertThat(gateway.keys()).isEmpty();
  }
}
