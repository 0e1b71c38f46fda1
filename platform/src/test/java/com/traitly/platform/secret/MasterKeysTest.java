package com.traitly.platform.secret;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.traitly.contracts.webhook.EncryptedText;
import com.traitly.platform.config.Config;
import com.traitly.platform.lifecycle.StartupFailure;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class MasterKeysTest {
  private static final String OLD = MasterKeys.generate();
  private static final String NEW = MasterKeys.generate();
  private static final String SECRET = "whsec_c2VjcmV0LXNlY3JldC1zZWNyZXQ=";

  @Test
  void opensWhatItSealed() {
    MasterKeys keys = MasterKeys.of(OLD);
    EncryptedText sealed = keys.seal(SECRET, "wh_1");

    assertThat(keys.open(sealed, "wh_1")).isEqualTo(SECRET);
    assertThat(sealed.text()).doesNotContain("c2VjcmV0");
    assertThat(keys.seal(SECRET, "wh_1").text()).as("a nonce each").isNotEqualTo(sealed.text());
    assertThat(sealed.toString()).doesNotContain(sealed.text());
  }

  @Test
  void opensItForNobodyElseAndNotWhenAltered() {
    MasterKeys keys = MasterKeys.of(OLD);
    EncryptedText sealed = keys.seal(SECRET, "wh_1");
    byte[] bytes = Base64.getDecoder().decode(sealed.text());
    bytes[bytes.length - 1] ^= 1;
    EncryptedText altered =
        new EncryptedText(sealed.keyId(), Base64.getEncoder().encodeToString(bytes));

    assertThatThrownBy(() -> keys.open(sealed, "wh_2"))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> keys.open(altered, "wh_1"))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> keys.open(new EncryptedText(sealed.keyId(), "short"), "wh_1"))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void aNewKeySealsAndOldOnesStillOpen() {
    EncryptedText before = MasterKeys.of(OLD).seal(SECRET, "wh_1");
    MasterKeys rotated = MasterKeys.of(NEW + "," + OLD);
    EncryptedText after = rotated.seal(SECRET, "wh_1");

    assertThat(rotated.open(before, "wh_1")).isEqualTo(SECRET);
    assertThat(MasterKeys.of(NEW).open(after, "wh_1")).isEqualTo(SECRET);
    assertThatThrownBy(() -> MasterKeys.of(OLD).open(after, "wh_1"))
        .hasMessageContaining("not configured");
  }

  @Test
  void namesTheKeyThatIsMissing() {
    EncryptedText sealed = MasterKeys.of(NEW).seal(SECRET, "wh_1");

    assertThatThrownBy(() -> MasterKeys.of(OLD).require(sealed, "webhook endpoint wh_1"))
        .isInstanceOf(StartupFailure.class)
        .hasMessageContaining("webhook endpoint wh_1")
        .hasMessageContaining(sealed.keyId())
        .hasMessageContaining("TRAITLY_SECRET_KEY");
  }

  @Test
  void readsKeysFromTheEnvironmentOrAFile(@TempDir Path directory) throws Exception {
    Path file = Files.writeString(directory.resolve("keys"), NEW + "\n" + OLD + "\n");
    EncryptedText sealed = MasterKeys.of(OLD).seal(SECRET, "wh_1");

    MasterKeys fromFile =
        MasterKeys.of(Config.of(Map.of("TRAITLY_SECRET_KEY_FILE", file.toString())));
    MasterKeys fromText = MasterKeys.of(Config.of(Map.of("TRAITLY_SECRET_KEY", NEW + ", " + OLD)));

    assertThat(fromFile.open(sealed, "wh_1")).isEqualTo(SECRET);
    assertThat(fromText.open(sealed, "wh_1")).isEqualTo(SECRET);
  }

  @Test
  void refusesToStartWithoutAProperKey() {
    for (Map<String, String> wrong :
        List.<Map<String, String>>of(
            Map.of(),
            Map.of("TRAITLY_SECRET_KEY", "c2hvcnQ="),
            Map.of("TRAITLY_SECRET_KEY", "not base64!"),
            Map.of("TRAITLY_SECRET_KEY", OLD, "TRAITLY_SECRET_KEY_FILE", "/both"),
            Map.of("TRAITLY_SECRET_KEY_FILE", "/nowhere/at/all"))) {
      assertThatThrownBy(() -> MasterKeys.of(Config.of(wrong)))
          .isInstanceOf(StartupFailure.class)
          .hasMessageNotContaining(OLD)
          .hasMessageContaining("TRAITLY_SECRET_KEY");
    }
  }
}
