package com.traitly.sender.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.traitly.contracts.webhook.Endpoint;
import com.traitly.contracts.webhook.EndpointFilter;
import com.traitly.contracts.webhook.SigningSecret;
import com.traitly.contracts.wire.webhook.Destination;
import com.traitly.platform.secret.MasterKeys;
import com.traitly.sender.TestSecrets;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Which secrets are open, and for how long. */
final class OpenedEndpointsTest {
  private static final MasterKeys KEYS = TestSecrets.KEYS;

  private final OpenedEndpoints secrets = new OpenedEndpoints(KEYS);

  private static SigningSecret sealed(String text, @Nullable Long until) {
    return new SigningSecret(KEYS.seal(text, "e1"), until);
  }

  private static Endpoint endpoint(String id, SigningSecret... secrets) {
    return new Endpoint(
        id,
        TestSecrets.destination(id, new Destination("https://example.com", Map.of())),
        new Endpoint.Interest(Set.of(), Set.of(), 0, EndpointFilter.NONE),
        true,
        1,
        0,
        true,
        false,
        List.of(secrets),
        0,
        0,
        null);
  }

  @Test
  void opensEachOnce() {
    Endpoint endpoint = endpoint("e1", sealed("one", null));

    OpenedEndpoints.Opened first = secrets.of(endpoint, 0);

    assertThat(first.signing()).containsExactly("one");
    assertThat(secrets.of(endpoint.switched(true), 0)).isSameAs(first);
  }

  @Test
  void opensWhereItIsAgainWhenThatChanges() {
    Endpoint endpoint = endpoint("e1", sealed("one", null));
    Destination moved = new Destination("https://b.example/", Map.of("X-Key", "other"));
    Endpoint after =
        new Endpoint(
            "e1",
            TestSecrets.destination("e1", moved),
            endpoint.interest(),
            true,
            1,
            0,
            true,
            false,
            endpoint.secrets(),
            0,
            0,
            null);

    assertThat(secrets.of(endpoint, 0).destination().url()).isEqualTo("https://example.com");
    assertThat(secrets.of(after, 0).destination()).isEqualTo(moved);
  }

  @Test
  void keepsNoneThatSignsNoMore() {
    Endpoint rotated = endpoint("e1", sealed("new", null), sealed("old", 100L));

    assertThat(secrets.of(rotated, 99).signing()).containsExactly("new", "old");
    assertThat(secrets.of(rotated, 100).signing()).containsExactly("new");
    assertThat(secrets.of(endpoint("e1", sealed("newer", null)), 100).signing())
        .containsExactly("newer");
    assertThat(secrets.open()).isEqualTo(1);
  }

  @Test
  void keepsNoneOfAnEndpointThatIsGoneOrHasOneThatCannotBeOpened() {
    secrets.of(endpoint("e1", sealed("one", null)), 0);
    secrets.forget("e1");
    assertThat(secrets.open()).isZero();

    secrets.of(endpoint("e1", sealed("one", null)), 0);
    SigningSecret foreign = new SigningSecret(KEYS.seal("one", "e2"), null);
    assertThatThrownBy(() -> secrets.of(endpoint("e1", foreign), 0))
        .isInstanceOf(IllegalArgumentException.class);
    assertThat(secrets.open()).isZero();
  }

  @Test
  void keepsThoseLastUsedAndNoMoreThanItMay() {
    OpenedEndpoints.Opened first = secrets.of(endpoint("e1", sealed("one", null)), 0);
    for (int i = 0; i < OpenedEndpoints.MOST_OPEN; i++) {
      secrets.of(endpoint("other" + i, TestSecrets.signing("other" + i, "one")), 0);
    }

    assertThat(secrets.open()).isEqualTo(OpenedEndpoints.MOST_OPEN);
    assertThat(secrets.of(endpoint("e1", sealed("one", null)), 0)).isNotSameAs(first);
  }
}
