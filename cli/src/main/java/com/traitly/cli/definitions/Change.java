package com.traitly.cli.definitions;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One step of a plan.
 *
 * @param id of an endpoint that is there, or the goal's name
 * @param etag version that is changed or deleted; null when it is created
 * @param body what is sent; null when it is deleted
 * @param fields the fields that differ
 * @param effect what it means for customers under way, or an empty text
 */
record Change(
    Action action,
    Sort sort,
    String name,
    String id,
    @Nullable String etag,
    @Nullable ObjectNode body,
    List<FieldChange> fields,
    String effect) {
  /** What is done. */
  enum Action {
    CREATE("+"),
    CHANGE("~"),
    DELETE("-");

    private final String mark;

    Action(String mark) {
      this.mark = mark;
    }
  }

  /** The step as lines of a plan. */
  String text() {
    StringBuilder text =
        new StringBuilder("%s %s \"%s\"".formatted(action.mark, sort.word(), name));
    fields.forEach(field -> text.append("\n      ").append(field.line()));
    if (!effect.isEmpty()) {
      text.append("\n      ").append(effect);
    }
    return text.toString();
  }
}
