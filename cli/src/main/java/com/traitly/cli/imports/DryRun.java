package com.traitly.cli.imports;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.traitly.cli.input.Row;
import com.traitly.cli.preview.ColumnValues;
import com.traitly.cli.preview.GoalProposals;
import com.traitly.contracts.json.Json;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a dry run shows beside the server's verdicts: how full each column is, three of its values,
 * and which goals could be predicted from the events. Single-threaded.
 */
final class DryRun implements RowObserver {
  private static final int COLUMNS = 500;

  private final Map<String, ColumnValues> columns = new LinkedHashMap<>();
  private final GoalProposals proposals = new GoalProposals();
  private long rows;

  @Override
  public void saw(Kind kind, Row row, @Nullable ObjectNode item) {
    rows++;
    for (Map.Entry<String, JsonNode> cell : row.fields().properties()) {
      ColumnValues column = columns.get(cell.getKey());
      if (column == null && columns.size() < COLUMNS) {
        column = new ColumnValues();
        columns.put(cell.getKey(), column);
      }
      if (column != null) {
        column.add(cell.getValue());
      }
    }
    if (item != null && kind == Kind.EVENTS) {
      proposals.add(item);
    }
  }

  /** As a text for people. */
  String text() {
    StringBuilder text = new StringBuilder("\nColumns:\n");
    columns.forEach((name, column) ->
        text.append(
            String.format(
                Locale.ROOT,
                "  %-24s %5.1f %% filled   %s%n",
                name,
                100 * column.fill(rows),
                String.join(", ", column.samples()))));
    List<GoalProposals.Proposal> found = proposals.proposals();
    if (found.isEmpty()) {
      text.append("\nNo goal is proposed: that takes events of at least ")
          .append(GoalProposals.FEWEST)
          .append(" customers who reached it and as many who did not.");
      return text.toString();
    }
    text.append("\nGoals that could be predicted, with the share of customers who reached them:\n");
    for (GoalProposals.Proposal proposal : found) {
      text.append(
          String.format(
              Locale.ROOT,
              "  %-40s %5.1f %% of %,d customers%n",
              proposal.name(),
              100 * proposal.baseRate(),
              proposal.windows()));
    }
    text.append("\nThe first as PUT /api/v1/goal/{name} takes it:\n")
        .append(found.getFirst().definition().toPrettyString());
    return text.toString();
  }

  /** The same for programs. */
  ObjectNode json() {
    ObjectNode json = Json.object().put("type", "dry_run").put("rows", rows);
    ObjectNode all = json.putObject("columns");
    columns.forEach((name, column) -> {
      ObjectNode one = all.putObject(name).put("fill", column.fill(rows));
      column.samples().forEach(one.withArray("samples")::add);
    });
    for (GoalProposals.Proposal proposal : proposals.proposals()) {
      json.withArray("goals")
          .addObject()
          .put("name", proposal.name())
          .put("base_rate", proposal.baseRate())
          .put("windows", proposal.windows())
          .set("definition", proposal.definition());
    }
    return json;
  }
}
