/**
 * Reads files of rows: CSV, NDJSON, JSON and Parquet, plain or compressed. A row that cannot be
 * read is a row of its own kind, and the rows after it are read where the format allows that. Start
 * reading at {@link com.traitly.cli.input.Inputs}.
 */
@NullMarked
package com.traitly.cli.input;

import org.jspecify.annotations.NullMarked;
