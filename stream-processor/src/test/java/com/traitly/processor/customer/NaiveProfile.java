package com.traitly.processor.customer;

import com.fasterxml.jackson.databind.JsonNode;
import com.traitly.contracts.model.CustomerFact.Upsert;
import com.traitly.contracts.model.FactTime;
import com.traitly.contracts.wire.CustomerJson;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * A profile made from facts as the contract says, by searching all of them for each question.
 * Attributes are found by their plain name, which no field of the API has in these tests.
 */
final class NaiveProfile {
  private static final long HOUR = 3_600_000;

  /** A fact with the instant from which it holds; facts are sorted by instant, then as sent. */
  record Sent(long at, Upsert fact) {
    /** The value that it gives a field; null when none, JSON null when it clears the field. */
    @Nullable JsonNode says(String field) {
      JsonNode attributes = fact.fields().get("custom_attributes");
      JsonNode inside = attributes == null ? null : attributes.get(field);
      return inside != null ? inside : fact.fields().get(field);
    }

    boolean clears(String field) {
      JsonNode attributes = fact.fields().get("custom_attributes");
      return !CustomerJson.KEYS.contains(field)
          && says(field) == null
          && attributes != null
          && attributes.isNull();
    }
  }

  /** The profile as seen at a moment. */
  record Sight(NaiveProfile profile, Predicate<Sent> isBefore, long at, boolean creation) {
    @Nullable JsonNode value(String field) {
      JsonNode value = profile.look(field, this).value();
      return value == null || value.isNull() ? null : value;
    }

    boolean knows(String field) {
      return profile.look(field, this).known();
    }
  }

  private record Found(@Nullable JsonNode value, boolean known) {}

  private final List<Sent> sent = new ArrayList<>();

  /** The facts in the order sent. */
  NaiveProfile(List<Upsert> facts) {
    long undated = Long.MIN_VALUE;
    for (Upsert fact : facts) {
      Long said = fact.updatedAt();
      if (said == null) {
        undated = Math.max(undated, fact.receivedAt());
      }
      long at = said == null ? undated : FactTime.counted(said, fact.receivedAt());
      sent.add(new Sent(at, fact));
    }
    sent.sort(Comparator.comparingLong(Sent::at));
  }

  List<Sent> sent() {
    return sent;
  }

  /** When the customer was created, as goals count it. */
  long countedCreation() {
    for (Sent each : sent) {
      Long said = each.fact().createdAt();
      if (said != null) {
        return said > each.fact().receivedAt() + 300_000 ? each.fact().receivedAt() : said;
      }
    }
    return sent.getFirst().at();
  }

  /** The newest value of every field. */
  Map<String, String> merged() {
    Map<String, String> merged = new TreeMap<>();
    Sight last = at(Long.MAX_VALUE);
    for (String field : List.of("name", "plan", "monthly_payment_amount", "tier", "seats")) {
      JsonNode value = last.value(field);
      if (value != null) {
        merged.put(field, value.asText());
      }
    }
    return merged;
  }

  Sight at(long instant) {
    return new Sight(this, each -> each.at() <= instant, instant, false);
  }

  Sight after(@Nullable Sent fact) {
    int index = sent.indexOf(fact);
    return new Sight(this, each -> sent.indexOf(each) <= index, sent.get(index).at(), false);
  }

  Sight atCreation(long instant) {
    return new Sight(this, each -> each.at() < instant, instant, true);
  }

  private Found look(String field, Sight sight) {
    Found told = sight.creation() ? toldAt(field, sight.at()) : null;
    if (told == null) {
      told = toldBefore(field, sight);
    }
    return told == null ? toldLater(field, sight) : told;
  }

  private @Nullable Found toldAt(String field, long at) {
    for (Sent each : sent) {
      if (each.at() == at && each.says(field) != null) {
        return new Found(each.says(field), true);
      }
    }
    return null;
  }

  private @Nullable Found toldBefore(String field, Sight sight) {
    for (Sent each : sent.reversed()) {
      if (sight.isBefore().test(each)) {
        if (each.says(field) != null) {
          return new Found(each.says(field), true);
        }
        if (each.clears(field)) {
          return new Found(null, true);
        }
      }
    }
    return null;
  }

  private Found toldLater(String field, Sight sight) {
    Sent first = first(field);
    Sent whole = first("plan");
    if (whole != null && (first == null || sent.indexOf(whole) < sent.indexOf(first))) {
      return new Found(null, whole.at() <= sight.at() + HOUR);
    }
    return first == null
        ? new Found(null, true)
        : new Found(first.says(field), first.at() <= sight.at() + HOUR);
  }

  private @Nullable Sent first(String field) {
    return sent.stream().filter(each -> each.says(field) != null).findFirst().orElse(null);
  }
}
