package com.traitly.cli.input;

import com.fasterxml.jackson.databind.node.ObjectNode;

/** One row of an input, numbered from 1. */
public sealed interface Row {
  /** Number of the row in its file; the header of a CSV file is not counted. */
  long number();

  /** The row's fields as far as they could be read, by column. */
  ObjectNode fields();

  /**
   * A row that was read.
   *
   * @param fields a text for each cell of a CSV file; the JSON values of every other format
   */
  record Read(long number, ObjectNode fields) implements Row {}

  /**
   * A row that cannot be used as it is.
   *
   * @param reason one sentence that says what is wrong
   */
  record Broken(long number, ObjectNode fields, String reason) implements Row {
    /** Field that holds the text of a row whose fields could not be told apart. */
    public static final String TEXT = "traitly_text";
  }
}
