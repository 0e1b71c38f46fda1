package com.traitly.systemtests.stored;

import com.traitly.systemtests.fuzz.Choices;
import com.traitly.systemtests.fuzz.Framing;
import com.traitly.systemtests.stored.Offer.Effect;
import com.traitly.systemtests.stored.Offer.Frame;
import com.traitly.systemtests.stored.Offer.Route;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Draws the headers and queries around bodies, usual ones and odd ones. */
final class OddFrames {
  /** The id expected from an invalid {@code Idempotency-Key}; no event has it. */
  private static final String NO_ID = "\0";

  private static final List<String> TYPES =
      List.of(
          "text/plain",
          "application/json;charset=latin1",
          "APPLICATION/X-NDJSON; charset=utf-16",
          "multipart/form-data",
          "application/x-www-form-urlencoded",
          "x",
          "");

  /** Headers that change nothing, whatever their values. */
  private static final List<String> OTHERS =
      List.of(
          "X-HTTP-Method-Override: DELETE",
          "X-Method-Override: GET",
          "Prefer: return=minimal",
          "Prefer: ;;==",
          "Prefer: wait=10, respond-async",
          "Traitly-Position: x",
          "Traitly-Cluster: x",
          "Traitly-Test: 1",
          "Traitly-Stale: true",
          "Request-Id: \u00c3\u00a9",
          "Request-Id: abc.def",
          "traceparent: 00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01",
          "traceparent: zz",
          "Expect: 100-continue",
          "Content-Encoding: identity",
          "Accept: text/html",
          "Accept-Encoding: gzip",
          "If-Match: *",
          "If-Match: \"1\"",
          "If-None-Match: *",
          "If-None-Match: W/\"\u00ff",
          "Cookie: a=b",
          "X-Forwarded-For: ' OR 1=1",
          "Content-Language: " + "x".repeat(2_000));

  private static final List<String> BAD_KEYS =
      List.of("", "\"\"", "\u00ff", "\u00ed\u00a0\u0080", "k".repeat(101), utf8("\u200b"));

  private static final List<String> CHECKING =
      List.of("?validate=true", "?validate=%74rue", "?&validate=true&");
  private static final List<String> STORING =
      List.of("?", "?&", "?validate=false", "?v%61lidate=false");
  private static final List<String> REFUSED =
      List.of(
          "?vaildate=true",
          "?validate=TRUE",
          "?validate",
          "?validate=",
          "?validate=true&validate=true",
          "?validate=false&validate=true",
          "?validate=%ff",
          "?validate=%zz",
          "?%76%ff=true",
          "?Validate=true",
          "?customer_id=1",
          "?limit=1");

  private final Choices choose;

  OddFrames(Choices choose) {
    this.choose = choose;
  }

  /** Makes an offer of this body at this path, mostly without anything odd around it. */
  Offer of(Route route, String method, String path, String contentType, byte[] body) {
    Effect effect = choose.oneIn(12) ? queried(route) : Effect.STORES;
    String query = effect == Effect.STORES && !choose.oneIn(20) ? "" : query(route, effect);
    String type = choose.oneIn(15) ? choose.of(TYPES) : contentType;
    List<String> headers = new ArrayList<>();
    headers.add("Content-Type: " + type);
    byte[] sent = body;
    if (choose.oneIn(15)) {
      headers.add("Content-Encoding: " + choose.of(List.of("gzip", "GZIP")));
      sent = Framing.gzipped(body);
    } else if (choose.oneIn(40)) {
      headers.add("Content-Encoding: " + choose.of(List.of("gzip", "br", "gzip, gzip", "zstd")));
      effect = Effect.NONE;
    }
    if (choose.oneIn(20)) {
      headers.add("Transfer-Encoding: chunked");
      sent = Framing.chunked(sent, choose, 100, List.of("", "", "", ";a=b"));
    }
    String id = choose.oneIn(8) ? idIn(headers) : null;
    others(headers);
    return new Offer(route, method, path + query, body, new Frame(headers, sent, effect, id, type));
  }

  private void others(List<String> headers) {
    for (int i = choose.oneIn(4) ? 1 + choose.below(3) : 0; i > 0; i--) {
      String other = choose.of(OTHERS);
      String name = other.substring(0, other.indexOf(':') + 1);
      if (headers.stream().noneMatch(each -> each.startsWith(name))) {
        headers.add(other);
      }
    }
    if (choose.oneIn(60)) {
      headers.removeIf(each -> each.startsWith("Prefer"));
      headers.add(
          "Prefer: "
              + choose.of(List.of("return=representation", "Return = representation, wait=1")));
    }
  }

  /** Returns a text's UTF-8 bytes as characters of a header. */
  static String utf8(String text) {
    return new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1);
  }

  private Effect queried(Route route) {
    boolean checks = route.canOnlyCheck() && choose.oneIn(2);
    return checks ? Effect.ONLY_CHECKS : Effect.NONE;
  }

  private String query(Route route, Effect effect) {
    boolean goal = route == Route.GOAL || route == Route.GOAL_POST;
    String query =
        switch (effect) {
          case ONLY_CHECKS -> choose.of(CHECKING);
          case STORES -> choose.of(route.canOnlyCheck() ? STORING : List.of("?"));
          case NONE -> choose.of(REFUSED);
        };
    return goal ? query.replace("v%61lidate", "dr%79_run").replace("validate", "dry_run") : query;
  }

  private @Nullable String idIn(List<String> headers) {
    if (choose.oneIn(4)) {
      headers.add("Idempotency-Key: " + choose.of(BAD_KEYS));
      return NO_ID;
    }
    String id =
        choose.of(List.of("k", "k k", "\u00e9\u65e5", "a\"", "\ud83d\ude00"))
            + choose.below(1_000_000);
    String header = choose.oneIn(3) ? "\"" + id + "\"" : choose.oneIn(3) ? "  " + id + "\t" : id;
    headers.add("Idempotency-Key: " + utf8(header));
    return id;
  }
}
