package com.traitly.benchmarks.report;

import com.fasterxml.jackson.databind.node.ObjectNode;

/** A line of a report's table, for people and for programs. */
public interface Row {
  /** With bars around its cells. */
  String markdown();

  /** The same figures, rounded no more than a reader could mind. */
  ObjectNode json();
}
