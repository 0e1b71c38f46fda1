package com.traitly.systemtests.offers;

import com.traitly.systemtests.fuzz.Framing;
import com.traitly.systemtests.offers.Offer.Effect;
import com.traitly.systemtests.offers.Offer.Frame;
import com.traitly.testkit.draw.Choices;
import com.traitly.testkit.draw.Draws;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Draws the headers and queries around bodies, usual ones and odd ones. */
final class OddFrames {
  /** The id expected from an invalid {@code Idempotency-Key}; no event has it. */
  private static final String NO_ID = "\0";

  private final Choices choose;
  private final Draws draws;

  OddFrames(Draws draws) {
    this.draws = draws;
    choose = draws.choose();
  }

  /** Makes an offer of this body at this path, mostly without anything odd around it. */
  Offer of(OfferKind kind, String path, String contentType, byte[] body) {
    Effect effect = choose.oneIn(12) ? queried(kind) : Effect.STORES;
    String query = effect == Effect.STORES && !choose.oneIn(20) ? "" : query(kind, effect);
    String type = choose.oneIn(15) ? draws.draw("content-type") : contentType;
    List<String> headers = new ArrayList<>();
    headers.add("Content-Type: " + type);
    byte[] sent = body;
    if (choose.oneIn(15)) {
      headers.add("Content-Encoding: " + draws.draw("coded"));
      sent = Framing.gzipped(body);
    } else if (choose.oneIn(40)) {
      headers.add("Content-Encoding: " + draws.draw("uncoded"));
      effect = Effect.NONE;
    }
    if (choose.oneIn(20)) {
      headers.add("Transfer-Encoding: chunked");
      sent = Framing.chunked(sent, choose, 100, () -> draws.draw("extension"));
    }
    String id = choose.oneIn(8) ? idIn(headers) : null;
    others(headers);
    return new Offer(kind, path + query, body, new Frame(headers, sent, effect, id, type));
  }

  private void others(List<String> headers) {
    for (int i = choose.oneIn(4) ? 1 + choose.below(3) : 0; i > 0; i--) {
      String other = draws.draw("idle-header");
      String name = other.substring(0, other.indexOf(':') + 1);
      if (headers.stream().noneMatch(each -> each.startsWith(name))) {
        headers.add(other);
      }
    }
    if (choose.oneIn(60)) {
      headers.removeIf(each -> each.startsWith("Prefer"));
      headers.add(draws.draw("represented"));
    }
  }

  private Effect queried(OfferKind kind) {
    boolean checks = kind.canOnlyCheck() && choose.oneIn(2);
    return checks ? Effect.ONLY_CHECKS : Effect.NONE;
  }

  private String query(OfferKind kind, Effect effect) {
    String query =
        switch (effect) {
          case ONLY_CHECKS -> draws.draw("checking");
          case STORES -> kind.canOnlyCheck() ? draws.draw("storing") : "?";
          case NONE -> draws.draw("refused");
        };
    return kind.isGoal()
        ? query.replace("v%61lidate", "dr%79_run").replace("validate", "dry_run")
        : query;
  }

  private @Nullable String idIn(List<String> headers) {
    if (choose.oneIn(4)) {
      headers.add("Idempotency-Key: " + draws.draw("no-key"));
      return NO_ID;
    }
    String id = draws.draw("key");
    String header = choose.oneIn(3) ? "\"" + id + "\"" : choose.oneIn(3) ? "  " + id + "\t" : id;
    byte[] utf8 = header.getBytes(StandardCharsets.UTF_8);
    headers.add("Idempotency-Key: " + new String(utf8, StandardCharsets.ISO_8859_1));
    return id;
  }
}
