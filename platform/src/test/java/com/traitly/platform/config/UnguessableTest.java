package com.traitly.platform.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.traitly.platform.auth.ApiKeys;
import com.traitly.testkit.Seeded;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Seeded
final class UnguessableTest {
  private static final Pattern EXAMPLE = Pattern.compile(":-(change-me[^}]+|[A-Za-z0-9+/]{43}=)}");

  @ParameterizedTest
  @ValueSource(
      strings = {
        "abc",
        "a",
        "0123456789012345678",
        "aaaaaaaaaaaaaaaaaaaaaaaa",
        "abcabcabcabcabcabcabcabcabc",
        "1234567890123456789012345678901234567890",
        "abcdefghijklmnopqrstuvwxyz",
        "zyxwvutsrqponmlkjihgfedcba",
        "passwordpasswordpassword",
        "Password-Password-Password",
        "traitly-admin-secret-token",
        "changeme-changeme-changeme",
        "--------------------------",
        "a1a1a1a1a1a1a1a1a1a1a1a1a1",
        "trt_000000000000000000000000000000"
      })
  void whatCanBeGuessedIsRefusedWithTheLeastLengthAndTheWayToMakeOne(String secret) {
    assertThatThrownBy(() -> Unguessable.checked(secret))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("20 characters")
        .hasMessageContaining("openssl rand -hex 24");
  }

  @Test
  void randomOnesAreTaken(RandomGenerator random) {
    for (int i = 0; i < 10_000; i++) {
      byte[] bytes = new byte[16 + random.nextInt(40)];
      random.nextBytes(bytes);
      String hex = HexFormat.of().formatHex(bytes);

      assertThat(Unguessable.checked(hex)).isEqualTo(hex);
    }
    assertThat(Unguessable.checked(ApiKeys.generate())).startsWith("trt_");
  }

  @Test
  void anyRepetitionOfAShortTextIsRefused(RandomGenerator random) {
    for (int i = 0; i < 10_000; i++) {
      StringBuilder part = new StringBuilder();
      for (int length = 1 + random.nextInt(9); length > 0; length--) {
        part.append((char) ('!' + random.nextInt('~' - '!')));
      }
      String text = part.toString().repeat(30);

      assertThatThrownBy(() -> Unguessable.checked(text)).as(text).hasMessageContaining("guessed");
    }
  }

  @Test
  void theExamplesOfTheComposeFilesAreKnownAsSuch() throws IOException {
    for (String file : List.of("docker-compose.yml", "docker-compose.two.yml")) {
      List<String> examples =
          EXAMPLE
              .matcher(Files.readString(Path.of("..", file)))
              .results()
              .map(MatchResult::group)
              .map(found -> found.substring(2, found.length() - 1))
              .toList();

      assertThat(examples).as(file).hasSizeGreaterThanOrEqualTo(2).allMatch(Unguessable::published);
      assertThat(examples).as(file).allMatch(each -> Unguessable.checked(each).equals(each));
    }
  }
}
