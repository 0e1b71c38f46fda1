package com.traitly.systemtests.stored;

import com.traitly.systemtests.expected.StrictJson;
import com.traitly.systemtests.offers.Offer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The accepted items of an offer, both as they were sent and as they were answered. */
final class Accepted {
  /**
   * One accepted item.
   *
   * @param sent the item that was sent, parsed
   * @param answered the item's verdict in the answer
   * @param alone whether it is the whole body
   */
  record Item(
      Map<String, @Nullable Object> sent, Map<String, @Nullable Object> answered, boolean alone) {
    /** Returns a field of the answer as text. */
    String field(String name) {
      return String.valueOf(answered.get(name));
    }

    /** Returns an endpoint's address as it was sent. */
    String url() {
      return String.valueOf(sent.get("url"));
    }
  }

  private Accepted() {}

  /**
   * Pairs the items that were sent with their verdicts.
   *
   * @throws IllegalArgumentException when an accepted item cannot be read, or when there are not as
   *     many verdicts as items
   */
  static List<Item> of(Offer offer, Map<String, @Nullable Object> answer) {
    List<?> verdicts = StrictJson.list(answer.get("data"));
    List<Item> accepted = new ArrayList<>();
    List<?> several = several(offer);
    boolean alone = several == null;
    List<?> items = several == null ? List.of(document(offer)) : several;
    if (items.size() != verdicts.size()) {
      throw new IllegalArgumentException(items.size() + " items, " + verdicts.size() + " verdicts");
    }
    for (int i = 0; i < items.size(); i++) {
      Map<String, @Nullable Object> answered = StrictJson.object(verdicts.get(i));
      boolean refused = new StrictJson.Digits("0").equals(answered.get("success"));
      if (!refused) {
        Object sent = items.get(i) instanceof byte[] line ? StrictJson.read(line) : items.get(i);
        StrictJson.requireWhole(sent);
        accepted.add(new Item(StrictJson.object(sent), answered, alone));
      }
    }
    return accepted;
  }

  /** Returns the items of a body that may have several; null when the body is one item. */
  private static @Nullable List<?> several(Offer offer) {
    if (!offer.kind().takesSeveral()) {
      return null;
    }
    List<byte @Nullable []> lines = lines(offer);
    if (lines != null) {
      return lines;
    }
    Object document = document(offer);
    if (document instanceof Map<?, ?> map && isEnvelope(map)) {
      return StrictJson.list(map.get("batch"));
    }
    return document instanceof List<?> list ? list : null;
  }

  private static Object document(Offer offer) {
    return Objects.requireNonNull(StrictJson.readLoosely(offer.body()));
  }

  private static boolean isEnvelope(Map<?, ?> map) {
    return map.size() == 1 && map.get("batch") instanceof List<?>;
  }

  /** Returns the lines that are not blank; null when the body is one document. */
  private static @Nullable List<byte @Nullable []> lines(Offer offer) {
    List<byte @Nullable []> lines = new ArrayList<>();
    byte[] body = offer.body();
    for (int from = 0, at = 0; at <= body.length; at++) {
      if (at == body.length || body[at] == '\n') {
        byte[] line = Arrays.copyOfRange(body, from, at);
        if (!new String(line, StandardCharsets.ISO_8859_1).replaceAll("[ \t\r]", "").isEmpty()) {
          lines.add(line);
        }
        from = at + 1;
      }
    }
    boolean ndjson =
        offer.frame().contentType().toLowerCase(Locale.ROOT).contains("ndjson")
            || (lines.size() > 1 && isWhole(lines));
    return ndjson ? lines : null;
  }

  private static boolean isWhole(List<byte @Nullable []> lines) {
    try {
      return StrictJson.readLoosely(Objects.requireNonNull(lines.getFirst())) instanceof Map<?, ?>;
    } catch (IllegalArgumentException e) {
      return false;
    }
  }
}
