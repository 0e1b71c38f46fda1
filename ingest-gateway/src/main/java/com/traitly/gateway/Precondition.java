package com.traitly.gateway;

import com.traitly.contracts.error.ApiException;
import com.traitly.contracts.error.ErrorCode;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * What a caller demands of the stored definition before a write: {@code If-Match} guards against
 * lost updates, {@code If-None-Match: *} against replacing at all.
 */
final class Precondition {
  private Precondition() {}

  /**
   * Lets the write pass only when its conditions hold.
   *
   * @param etag of what is stored, with its quotes; null when nothing is
   * @throws ApiException {@code conflict}
   */
  static void check(WriteCall call, @Nullable String etag) {
    String expected = call.header("If-Match");
    if (expected != null && !matches(expected, etag)) {
      throw ApiException.of(
          ErrorCode.CONFLICT,
          etag == null
              ? "If-Match was sent, but nothing is stored under this name yet"
              : "If-Match is not what is stored, which is %s: read it again".formatted(etag));
    }
    String unwanted = call.header("If-None-Match");
    if (unwanted != null && matches(unwanted, etag)) {
      throw ApiException.of(
          ErrorCode.CONFLICT,
          "If-None-Match was sent, but it is stored already as %s: leave the header out to replace it"
              .formatted(etag));
    }
  }

  private static boolean matches(String header, @Nullable String etag) {
    return etag != null
        && Arrays.stream(header.split(","))
            .map(String::strip)
            .anyMatch(
                each -> each.equals("*") || each.equals(etag) || ('"' + each + '"').equals(etag));
  }
}
