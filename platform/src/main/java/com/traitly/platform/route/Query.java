package com.traitly.platform.route;

import com.traitly.contracts.error.ApiException;
import com.traitly.contracts.error.ErrorCode;
import com.traitly.platform.address.PercentCoding;
import io.javalin.http.Context;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The query parameters of one request: those that its route knows and no others, each once. An
 * ignored parameter would be a filter that is silently not applied. Immutable.
 */
public final class Query {
  private static final String ATTRIBUTE = Query.class.getName();

  private final List<String> known;
  private final Map<String, String> sent;

  private Query(List<String> known, Map<String, String> sent) {
    this.known = known;
    this.sent = sent;
  }

  /** The query of a request that is being served. */
  public static Query of(Context ctx) {
    if (ctx.attribute(ATTRIBUTE) instanceof Query query) {
      return query;
    }
    throw new IllegalStateException("nothing was read for " + ctx.path());
  }

  /**
   * The value of a parameter; null when it was not sent.
   *
   * @throws IllegalArgumentException when the route does not declare the parameter
   */
  public @Nullable String get(String name) {
    if (!known.contains(name)) {
      throw new IllegalArgumentException("the route declares no parameter " + name);
    }
    return sent.get(name);
  }

  /** Reads the query of a request for {@link #of}; throws as {@link #parse} does. */
  public static void read(Context ctx, Route route) {
    ctx.attribute(ATTRIBUTE, parse(ctx.req().getQueryString(), route.parameters()));
  }

  /**
   * Reads a query.
   *
   * @param raw as in the address; null when it has none
   * @throws ApiException {@code invalid_parameter} for a parameter that is unknown, sent twice, or
   *     not percent-encoded UTF-8
   */
  static Query parse(@Nullable String raw, List<String> known) {
    Map<String, String> sent = new LinkedHashMap<>();
    List<String> unknown = new ArrayList<>();
    for (String each : (raw == null ? "" : raw).split("&", -1)) {
      if (each.isEmpty()) {
        continue;
      }
      int equals = each.indexOf('=');
      String name = decoded(equals < 0 ? each : each.substring(0, equals));
      String value = decoded(equals < 0 ? "" : each.substring(equals + 1));
      if (!known.contains(name)) {
        unknown.add(name);
      } else if (sent.putIfAbsent(name, value) != null) {
        throw invalid(name + " is there twice: send it once");
      }
    }
    if (!unknown.isEmpty()) {
      throw invalid(UnknownParameters.refusal(unknown, known));
    }
    return new Query(known, sent);
  }

  private static String decoded(String text) {
    return PercentCoding.decode(text, ' ')
        .orElseThrow(() -> invalid("The query " + PercentCoding.EXPECTED));
  }

  private static ApiException invalid(String detail) {
    return ApiException.of(ErrorCode.INVALID_PARAMETER, detail);
  }
}
