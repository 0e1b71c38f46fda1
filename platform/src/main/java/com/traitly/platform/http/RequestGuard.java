package com.traitly.platform.http;

import com.traitly.contracts.error.ApiException;
import com.traitly.contracts.error.ErrorCode;
import com.traitly.contracts.intent.MeantKey;
import com.traitly.platform.auth.ApiKeyRateLimit;
import com.traitly.platform.auth.Authenticator;
import com.traitly.platform.auth.Caller;
import com.traitly.platform.config.Config;
import com.traitly.platform.route.Query;
import com.traitly.platform.route.Route;
import io.javalin.http.Context;
import io.javalin.http.Handler;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Checks every request before its operation: the key, its rate, its scope, the accepted media
 * types, the query.
 */
final class RequestGuard {
  static final String LIMIT = "RateLimit-Limit";
  static final String REMAINING = "RateLimit-Remaining";
  static final String RESET = "RateLimit-Reset";

  private static final String PROBLEM = "application/problem+json";
  private static final Pattern WORD = Pattern.compile("\\S+");

  private final Authenticator authenticator;
  private final @Nullable ApiKeyRateLimit rate;

  private RequestGuard(Authenticator authenticator, @Nullable ApiKeyRateLimit rate) {
    this.authenticator = authenticator;
    this.rate = rate;
  }

  /** A guard with the configured rate limit, if there is one. */
  static RequestGuard of(Authenticator authenticator, Config config) {
    int perSecond = config.get(HttpKeys.RATE_LIMIT);
    return new RequestGuard(
        authenticator,
        perSecond == 0 ? null : new ApiKeyRateLimit(perSecond, config.get(HttpKeys.RATE_BURST)));
  }

  /** The route's handler behind these checks, which read nothing of the body. */
  Handler before(Route route) {
    return ctx -> {
      Caller caller = admitted(ctx, authorization(ctx));
      caller.require(route.scope());
      if (!accepts(ctx.header("Accept"), route.mediaType())) {
        throw ApiException.of(
            ErrorCode.NOT_ACCEPTABLE,
            "Send 'Accept: %s', or leave it out".formatted(route.mediaType()));
      }
      Query.read(ctx, route);
      route.handler().handle(ctx, caller);
    };
  }

  /** The header with the key; a key that was sent elsewhere is answered with where it belongs. */
  private static @Nullable String authorization(Context ctx) {
    String authorization = ctx.header("Authorization");
    if (authorization == null) {
      MeantKey.sentElsewhere(ctx::header, ctx.req().getQueryString())
          .ifPresent(detail -> {
            throw ApiException.of(ErrorCode.MISSING_TOKEN, detail);
          });
    }
    return authorization;
  }

  /** Lets in a caller whose API key came in another way than ours. */
  Caller admit(Context ctx, String apiKey) {
    if (!WORD.matcher(apiKey).matches()) {
      throw ApiException.of(
          ErrorCode.UNKNOWN_TOKEN, "This API key is not known: keys hold no space");
    }
    return admitted(ctx, "Token " + apiKey);
  }

  private Caller admitted(Context ctx, @Nullable String authorization) {
    Caller caller = authenticator.authenticate(authorization);
    if (rate != null) {
      tell(ctx, rate.count(caller));
    }
    return caller;
  }

  private static void tell(Context ctx, ApiKeyRateLimit.Standing standing) {
    ctx.header(LIMIT, Integer.toString(standing.limit()));
    ctx.header(REMAINING, Long.toString(standing.remaining()));
    ctx.header(RESET, Long.toString(standing.resetSeconds()));
    if (!standing.allowed()) {
      throw ApiException.retryLater(
          ErrorCode.RATE_LIMITED,
          "This API key makes more requests than it may: wait as long as Retry-After says, or"
              + " send batches",
          standing.retrySeconds());
    }
  }

  /** Whether the header {@code Accept} is absent or blank, or one of its ranges covers the type. */
  private static boolean accepts(@Nullable String accept, String mediaType) {
    return accept == null
        || accept.isBlank()
        || Arrays.stream(accept.split(",")).anyMatch(range -> covers(range, mediaType));
  }

  private static boolean covers(String range, String mediaType) {
    List<String> parts =
        Arrays.stream(range.split(";", -1))
            .map(part -> part.strip().toLowerCase(Locale.ROOT))
            .toList();
    boolean refused = parts.stream().anyMatch(part -> part.matches("q=0(\\.0*)?"));
    String all = mediaType.substring(0, mediaType.indexOf('/') + 1) + "*";
    return Set.of("*/*", all, mediaType, PROBLEM).contains(parts.getFirst()) && !refused;
  }
}
