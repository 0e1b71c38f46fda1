package com.traitly.platform.auth;

import static org.assertj.core.api.Assertions.assertThat;

import com.traitly.contracts.model.AccountKey;
import com.traitly.contracts.topic.Topics;
import com.traitly.platform.kafka.KafkaAccess;
import com.traitly.platform.kafka.UnreadableRecords;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import org.junit.jupiter.api.Test;

final class TokenUsesTest {
  private static final AccountKey TOKEN = new AccountKey("a", "tok_1");
  private static final KafkaAccess NOBODY = new KafkaAccess("127.0.0.1:1", "t.", 1, 1);

  @Test
  void keepsTheLatestUseUntilTheKeyIsGone() {
    try (TokenUses uses =
        new TokenUses(
            NOBODY,
            new Topics("t.").tokenUses(),
            Duration.ofMinutes(5),
            new UnreadableRecords(NOBODY, "t.dead-letters", new SimpleMeterRegistry()))) {
      uses.changed(TOKEN, null, 7_200L);
      uses.changed(TOKEN, 7_200L, 3_600L);
      assertThat(uses.lastUsedAt("tok_1")).isEqualTo(7_200L);

      uses.changed(TOKEN, 3_600L, null);
      assertThat(uses.lastUsedAt("tok_1")).isNull();
    }
  }
}
