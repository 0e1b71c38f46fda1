package com.traitly.platform.address;

import com.traitly.contracts.error.ApiException;
import com.traitly.contracts.error.ErrorCode;
import io.javalin.http.Context;

/**
 * Checks the address of every request. A path is split at its slashes as it was sent; the router
 * decodes each part only afterwards. So {@code %2F}, {@code %2E%2E}, {@code %25}, {@code %5C} and
 * {@code ;} are characters of an id or name like any other, and every id or name that can be stored
 * can be addressed.
 */
public final class Addresses {
  private Addresses() {}

  /**
   * Refuses an address that the router could decode only by guessing.
   *
   * @throws ApiException {@code invalid_parameter} when the path is not percent-encoded UTF-8,
   *     holds a control character, or has two slashes with nothing between
   */
  public static void check(Context ctx) {
    String path = ctx.path();
    String decoded =
        PercentCoding.decode(path, '+').orElseThrow(() -> refused(PercentCoding.EXPECTED));
    if (decoded.chars().anyMatch(Character::isISOControl)) {
      throw refused("holds a control character, and no id or name has one");
    }
    if (path.contains("//")) {
      throw refused("has two slashes with nothing between: write a slash of an id or name as %2F");
    }
  }

  private static ApiException refused(String why) {
    return ApiException.of(ErrorCode.INVALID_PARAMETER, "The address " + why);
  }
}
