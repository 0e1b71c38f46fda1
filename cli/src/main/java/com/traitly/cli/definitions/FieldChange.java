package com.traitly.cli.definitions;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * One field that differs.
 *
 * @param path where it is, such as {@code window.days} or {@code actions[1].target_count}
 * @param before the value in force; a missing node when there is none
 * @param after the value wanted; a missing node when it goes
 */
record FieldChange(String path, JsonNode before, JsonNode after) {
  /** All differences between two trees; numbers are compared by value. */
  static List<FieldChange> between(JsonNode before, JsonNode after) {
    List<FieldChange> changes = new ArrayList<>();
    compare("", before, after, changes);
    return changes;
  }

  private static void compare(
      String path, JsonNode before, JsonNode after, List<FieldChange> changes) {
    if (before.isObject() && after.isObject()) {
      Set<String> names = new LinkedHashSet<>();
      before.fieldNames().forEachRemaining(names::add);
      after.fieldNames().forEachRemaining(names::add);
      for (String name : names) {
        compare(
            path.isEmpty() ? name : path + "." + name,
            before.path(name),
            after.path(name),
            changes);
      }
    } else if (before.isArray() && after.isArray()) {
      for (int i = 0; i < Math.max(before.size(), after.size()); i++) {
        compare(path + "[" + i + "]", before.path(i), after.path(i), changes);
      }
    } else if (!isSame(before, after)) {
      changes.add(new FieldChange(path, before, after));
    }
  }

  private static boolean isSame(JsonNode before, JsonNode after) {
    if (before.isNumber() && after.isNumber()) {
      return before.decimalValue().compareTo(after.decimalValue()) == 0;
    }
    return isNothing(before) ? isNothing(after) : before.equals(after);
  }

  private static boolean isNothing(JsonNode node) {
    return node.isMissingNode() || node.isNull();
  }

  /** As a line of a plan: {@code window.days: 30 → 14}. */
  String line() {
    return "%s: %s → %s".formatted(path, shown(before), shown(after));
  }

  private static String shown(JsonNode value) {
    return value.isMissingNode() || value instanceof MissingNode ? "(nothing)" : value.toString();
  }
}
