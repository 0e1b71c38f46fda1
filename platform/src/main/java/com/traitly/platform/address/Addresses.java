package com.traitly.platform.address;

import com.traitly.contracts.error.ApiException;
import com.traitly.contracts.error.ErrorCode;
import io.javalin.http.Context;

/**
 * The one judge of addresses. A path is cut at its slashes as it was sent, and only then is each
 * part decoded, by the router: so {@code %2F}, {@code %2E%2E}, {@code %25}, {@code %5C} and {@code
 * ;} are characters of an id or name like any other, and whatever can be stored can be named.
 */
public final class Addresses {
  private Addresses() {}

  /**
   * Lets pass what the router can decode without guessing.
   *
   * @throws ApiException {@code invalid_parameter} when it is not percent-encoded UTF-8, or names
   *     what no id or name has
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
