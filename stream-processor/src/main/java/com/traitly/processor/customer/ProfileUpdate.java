package com.traitly.processor.customer;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.traitly.contracts.json.Json;
import com.traitly.contracts.model.CustomerFact.Upsert;
import com.traitly.contracts.model.CustomerProfile;
import com.traitly.contracts.model.FactTime;
import com.traitly.contracts.wire.CustomerJson;
import com.traitly.contracts.wire.Fields;
import com.traitly.contracts.wire.ProfileMerge;
import com.traitly.processor.goals.ProfileField;
import com.traitly.processor.goals.ProfileHistory;
import com.traitly.processor.goals.ProfileHistory.Moment;
import com.traitly.processor.goals.ProfileHistory.Origin;
import com.traitly.processor.goals.ProfileValue;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Adds one fact to a profile and its history. Each field it sets counts from the fact's instant on,
 * and shows in the merged profile unless a later fact already set the field. Belongs to one fact.
 */
final class ProfileUpdate {
  private final String account;
  private final ProfileHistory history;
  private final @Nullable CustomerProfile before;
  private final Moment moment;
  private final Map<String, JsonNode> shown = new LinkedHashMap<>();
  private final ObjectNode shownAttributes = Json.object();
  private final Set<String> fields = new TreeSet<>();

  private ProfileUpdate(
      String account, ProfileHistory history, @Nullable CustomerProfile before, Moment moment) {
    this.account = account;
    this.history = history;
    this.before = before;
    this.moment = moment;
  }

  /**
   * What a fact changed.
   *
   * @param moment from when it holds
   * @param fields the fields it set, see {@link ProfileField}
   * @param fillsGap whether one of them had no value at or before this moment until now, so that
   *     values inferred there may change
   * @param profile the merged profile
   */
  record Change(Moment moment, Set<String> fields, boolean fillsGap, CustomerProfile profile) {}

  /**
   * Applies a fact.
   *
   * @param account the customer's account
   * @param before the merged profile so far; null for a new customer
   */
  static Change apply(
      String account, ProfileHistory history, @Nullable CustomerProfile before, Upsert fact) {
    Moment moment = number(history, fact);
    ProfileUpdate update = new ProfileUpdate(account, history, before, moment);
    update.read(fact);
    boolean fillsGap = update.fields.stream().anyMatch(update::isFirst);
    return new Change(moment, update.fields, fillsGap, update.merged(fact));
  }

  /** Gives a fact its place in the order, and notes what it says of the customer's creation. */
  private static Moment number(ProfileHistory history, Upsert fact) {
    Origin origin = history.origin();
    Long said = fact.updatedAt();
    // Facts that do not say when they became true hold in the order in which they were sent.
    long at =
        said == null
            ? Math.max(fact.receivedAt(), origin.undatedAt())
            : Math.min(FactTime.counted(said, fact.receivedAt()), fact.receivedAt());
    Moment moment = new Moment(at, origin.facts() + 1);
    long firstAt = Math.min(origin.firstAt(), at);
    Moment createdBy = origin.createdBy();
    Long created = fact.createdAt();
    long createdAt = createdBy == null ? firstAt : origin.createdAt();
    long countedAt = createdBy == null ? firstAt : origin.countedAt();
    if (created != null && (createdBy == null || moment.compareTo(createdBy) < 0)) {
      createdBy = moment;
      createdAt = created;
      countedAt = Math.min(created, fact.receivedAt());
    }
    long undatedAt = said == null ? at : origin.undatedAt();
    history.origin(new Origin(moment.fact(), undatedAt, firstAt, createdBy, createdAt, countedAt));
    return moment;
  }

  private void read(Upsert fact) {
    JsonNode attributes = fact.fields().get(Fields.CUSTOM_ATTRIBUTES);
    if (attributes != null && attributes.isNull()) {
      clearAttributes();
    }
    fact.fields()
        .forEach((name, value) -> {
          if (!CustomerJson.KEYS.contains(name)) {
            setAttribute(name, value);
          } else if (name.equals(Fields.CUSTOM_ATTRIBUTES)) {
            value.properties().forEach(each -> setAttribute(each.getKey(), each.getValue()));
          } else {
            set(name, value);
          }
        });
  }

  private void set(String name, JsonNode value) {
    if (isNewest(name)) {
      shown.put(name, value);
    }
    if (ProfileField.hasHistory(name)) {
      history.set(name, moment, ProfileValue.of(value));
      fields.add(name);
    } else {
      history.touch(name, moment);
    }
  }

  private void setAttribute(String name, JsonNode value) {
    String field = ProfileField.attribute(name);
    if (isNewest(field)) {
      shownAttributes.set(name, value);
    }
    history.set(field, moment, ProfileValue.of(value));
    fields.add(field);
  }

  private void clearAttributes() {
    if (before != null) {
      for (String name : before.customAttributes().keySet()) {
        if (isNewest(ProfileField.attribute(name))) {
          shownAttributes.set(name, NullNode.getInstance());
        }
      }
    }
    history.names().stream().filter(ProfileField::isAttribute).forEach(fields::add);
    history.clear(moment);
  }

  private boolean isNewest(String field) {
    Moment last = history.lastChange(field);
    return last == null || last.compareTo(moment) <= 0;
  }

  private boolean isFirst(String field) {
    var entries = history.entries(field);
    return !entries.isEmpty() && entries.getFirst().since().equals(moment);
  }

  private CustomerProfile merged(Upsert fact) {
    if (!shownAttributes.isEmpty()) {
      shown.put(Fields.CUSTOM_ATTRIBUTES, shownAttributes);
    }
    Origin origin = history.origin();
    return ProfileMerge.apply(
            account, before, new Upsert(fact.customerId(), fact.receivedAt(), null, null, shown))
        .created(origin.createdAt(), origin.createdBy() != null);
  }
}
