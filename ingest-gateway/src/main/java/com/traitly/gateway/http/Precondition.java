package com.traitly.gateway.http;

import com.traitly.contracts.error.ApiException;
import com.traitly.contracts.error.ErrorCode;
import com.traitly.platform.route.EntityTags;
import org.jspecify.annotations.Nullable;

/**
 * A caller's conditions on the stored definition: {@code If-Match} guards against lost updates,
 * {@code If-None-Match: *} against replacing at all.
 */
public final class Precondition {
  private Precondition() {}

  /**
   * Lets the write pass only when its conditions hold.
   *
   * @param etag of what is stored, with its quotes; null when nothing is
   * @throws ApiException {@code conflict} when a condition does not hold
   */
  public static void check(WriteCall call, @Nullable String etag) {
    if (!EntityTags.allowWrite(call.header("If-Match"), etag)) {
      throw ApiException.of(
          ErrorCode.CONFLICT,
          etag == null
              ? "If-Match was sent, but nothing is stored under this name yet"
              : "If-Match is not what is stored, which is %s: read it again".formatted(etag));
    }
    if (EntityTags.hasCurrent(call.header("If-None-Match"), etag)) {
      throw ApiException.of(
          ErrorCode.CONFLICT,
          "If-None-Match was sent, but it is stored already as %s: leave the header out to replace it"
              .formatted(etag));
    }
  }
}
