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
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class BootstrapTokenTest {
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

  @ParameterizedTest
  @CsvSource({"acme,two words,TRAITLY_BOOTSTRAP_TOKEN", "a|b,key,TRAITLY_ACCOUNT"})
  void whatCannotWorkStopsTheStart(String account, String key, String named) {
    assertThatThrownBy(() -> new BootstrapToken(account, key))
        .isInstanceOf(StartupFailure.class)
        .hasMessageContaining(named);
  }

  @Test
  void furtherAccountsHaveKeysOfTheirOwn() {
    assertThat(BootstrapToken.further("")).isEmpty();
    assertThat(BootstrapToken.further("globex=one, initech=two=2"))
        .containsExactly(
            new BootstrapToken("globex", "one"), new BootstrapToken("initech", "two=2"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"globex", "globex=", "=key", "globex=one,", "glo|bex=one"})
  void furtherAccountsThatCannotBeReadStopTheStart(String text) {
    assertThatThrownBy(() -> BootstrapToken.further(text))
        .isInstanceOf(StartupFailure.class)
        .hasMessageContaining("TRAITLY_BOOTSTRAP_ACCOUNTS");
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
