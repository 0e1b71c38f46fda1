package com.traitly.cli.definitions;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.traitly.cli.api.TraitlyApi;
import com.traitly.cli.definitions.DefinitionFiles.Wanted;
import com.traitly.cli.input.UnusableInput;
import com.traitly.contracts.error.FieldError;
import com.traitly.contracts.json.Problems;
import com.traitly.contracts.wire.GoalJson;
import com.traitly.contracts.wire.GoalReader;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/** What has to change so that the server has exactly the definitions of the files. */
final class ChangePlan {
  private final TraitlyApi api;

  ChangePlan(TraitlyApi api) {
    this.api = api;
  }

  /**
   * Compares.
   *
   * @return creations and changes in the order of the files, then what no file defines
   * @throws UnusableInput when a goal is not valid; the message has all its problems
   */
  List<Change> changes(List<Wanted> files) throws IOException {
    List<InForce> there = InForce.all(api);
    List<Change> changes = new ArrayList<>();
    List<InForce> defined = new ArrayList<>();
    for (Wanted file : files) {
      Optional<InForce> before = inForce(file, there);
      before.ifPresent(defined::add);
      change(file, before).ifPresent(changes::add);
    }
    for (InForce undefined : there) {
      if (!defined.contains(undefined)) {
        changes.add(
            new Change(
                Change.Action.DELETE,
                undefined.sort(),
                undefined.name(),
                undefined.id(),
                undefined.etag(),
                null,
                List.of(),
                effectOfDeletion(undefined)));
      }
    }
    return changes;
  }

  private Optional<Change> change(Wanted file, Optional<InForce> before) throws IOException {
    ObjectNode wanted = file.sort() == Sort.GOAL ? goal(file) : file.definition();
    if (before.isEmpty()) {
      return Optional.of(
          new Change(
              Change.Action.CREATE,
              file.sort(),
              file.name(),
              file.name(),
              null,
              file.definition(),
              List.of(),
              ""));
    }
    InForce there = before.get();
    ObjectNode compared = wanted.deepCopy();
    compared.remove(file.sort().unchangeable());
    ObjectNode inForce = there.bare();
    if (file.sort() == Sort.ENDPOINT) {
      // A field which the file does not name keeps its value, and secrets are never shown.
      ShownEndpoint.show(compared);
      inForce.retain(compared.propertyStream().map(field -> field.getKey()).toList());
    }
    List<FieldChange> fields = FieldChange.between(inForce, compared);
    if (fields.isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(
        new Change(
            Change.Action.CHANGE,
            file.sort(),
            file.name(),
            there.id(),
            there.etag(),
            file.definition(),
            fields,
            file.sort() == Sort.GOAL ? effectOfVersion(file.name()) : ""));
  }

  /** The goal as the server would show it, with the defaults of what the file leaves out. */
  private static ObjectNode goal(Wanted file) {
    Problems problems = new Problems();
    var goal = GoalReader.read(file.definition(), file.name(), 0, problems);
    if (!problems.isEmpty()) {
      throw new UnusableInput(
          problems.errors().stream()
              .map(FieldError::message)
              .collect(Collectors.joining("\n  ", file.file() + ":\n  ", "")));
    }
    ObjectNode shown = GoalJson.write(goal);
    shown.remove("version");
    return shown;
  }

  private static Optional<InForce> inForce(Wanted file, List<InForce> there) {
    String name = file.sort() == Sort.GOAL ? file.name() : ShownEndpoint.url(file.name());
    String id = file.definition().path("id").asText("");
    List<InForce> meant =
        there.stream()
            .filter(one -> one.sort() == file.sort())
            .filter(one -> id.isEmpty() ? one.name().equals(name) : one.id().equals(id))
            .toList();
    if (meant.size() > 1) {
      throw new UnusableInput(
          "%s: %d endpoints are shown as %s: add the id of the one that is meant, %s."
              .formatted(
                  file.file(),
                  meant.size(),
                  name,
                  meant.stream().map(InForce::id).collect(Collectors.joining(" or "))));
    }
    return meant.stream().findFirst();
  }

  private String effectOfVersion(String goal) throws IOException {
    long open = openWindows(goal);
    return open == 0
        ? "No customer has an open window."
        : String.format(
            Locale.ROOT,
            "%,d customers have an open window: each is computed anew from the stored history, and"
                + " whom the new rules do not admit leaves.",
            open);
  }

  private String effectOfDeletion(InForce undefined) throws IOException {
    return undefined.sort() == Sort.GOAL
        ? String.format(
            Locale.ROOT,
            "%,d customers have an open window and leave.",
            openWindows(undefined.name()))
        : "Deliveries that wait are given up.";
  }

  private long openWindows(String goal) throws IOException {
    return api.get("/goal/" + TraitlyApi.encoded(goal) + "/report")
        .json()
        .path("data")
        .path(0)
        .path("active")
        .asLong();
  }
}
