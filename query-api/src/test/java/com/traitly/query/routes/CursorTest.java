package com.traitly.query.routes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.traitly.contracts.error.ApiException;
import com.traitly.contracts.error.ErrorCode;
import org.apache.kafka.common.utils.Bytes;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CursorTest {
  private static final Bytes PLACE = Bytes.wrap(new byte[] {0, -1, 7});

  @Test
  void leadsOnFromItsPlace() {
    String text = Cursor.of("acme", "event", "1", null).write(PLACE);

    assertThat(text).matches("[A-Za-z0-9_-]+");
    assertThat(Cursor.of("acme", "event", "1", null).read(text)).isEqualTo(PLACE);
  }

  @Test
  void isRefusedForAnotherAccountListOrFilter() {
    String text = Cursor.of("acme", "event", "1", null).write(PLACE);

    assertRefused(Cursor.of("other", "event", "1", null), text);
    assertRefused(Cursor.of("acme", "customer", "1", null), text);
    assertRefused(Cursor.of("acme", "event", "2", null), text);
    assertRefused(Cursor.of("acme", "event", null, "1"), text);
    assertRefused(Cursor.of("acme", "event", "1", ""), text);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "x", "not base64!", "AQ", "AQAAAAAAAAAAAAAAAAAAAA"})
  void isRefusedWhenWeDidNotWriteIt(String text) {
    assertRefused(Cursor.of("acme", "event"), text);
  }

  private static void assertRefused(Cursor cursor, String text) {
    assertThatThrownBy(() -> cursor.read(text))
        .isInstanceOfSatisfying(
            ApiException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.INVALID_PARAMETER));
  }
}
