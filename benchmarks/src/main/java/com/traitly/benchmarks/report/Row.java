package com.traitly.benchmarks.report;

import com.fasterxml.jackson.databind.node.ObjectNode;

/** A line of a report's table, for people and for programs. */
public interface Row {
  /** Returns the row in Markdown, with bars around its cells. */
  String markdown();

  /** Returns the same figures, rounded only as far as no reader minds. */
  ObjectNode json();
}
