package com.traitly.systemtests.pages;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * Compares an answer with an example of the reference: both must have the same keys and JSON types.
 *
 * <p>It leaves open what the example cannot tell: a null says nothing about the type, an optional
 * field of a customer may be null, custom attributes belong to the caller, and the items of events
 * have fields that the contract adds.
 */
final class Shape {
  private static final Set<String> OPTIONAL =
      Set.of("monthly_payment_amount", "location", "phone_number", "organisation_id");
  private static final Set<String> ADDED = Set.of("event_id", "properties");
  private static final String FREE_FORM = "custom_attributes";

  private Shape() {}

  /** Returns the differences; empty when there are none. */
  static List<String> differences(JsonNode example, JsonNode actual) {
    List<String> differences = new ArrayList<>();
    compare("", example, actual, differences);
    return differences;
  }

  private static void compare(
      String path, JsonNode example, JsonNode actual, List<String> differences) {
    String field = path.substring(path.lastIndexOf('/') + 1);
    if (example.isNull() || (actual.isNull() && OPTIONAL.contains(field))) {
      return;
    }
    if (!type(example).equals(type(actual))) {
      differences.add(path + " is " + type(actual) + ", not " + type(example));
    } else if (example.isArray()) {
      for (int i = 0; i < actual.size(); i++) {
        compare(path + "/" + i, example.get(0), actual.get(i), differences);
      }
    } else if (example.isObject() && !field.equals(FREE_FORM)) {
      compareFields(path, example, actual, differences);
    }
  }

  private static void compareFields(
      String path, JsonNode example, JsonNode actual, List<String> differences) {
    Set<String> expected = keys(example);
    Set<String> found = keys(actual);
    found.removeIf(key -> ADDED.contains(key) && !expected.contains(key));
    if (!found.equals(expected)) {
      differences.add(path + " has the keys " + found + ", not " + expected);
    }
    expected.retainAll(found);
    for (String key : expected) {
      compare(path + "/" + key, example.get(key), actual.get(key), differences);
    }
  }

  private static Set<String> keys(JsonNode object) {
    Set<String> keys = new TreeSet<>();
    object.fieldNames().forEachRemaining(keys::add);
    return keys;
  }

  private static String type(JsonNode node) {
    return node.getNodeType().name();
  }
}
