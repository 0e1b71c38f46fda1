package com.traitly.cli.checkpoint;

/**
 * How far an import got: everything up to this row is done.
 *
 * @param file index of the file among those of the command
 * @param row number of the row in it; 0 before the first
 * @param chain the {@linkplain RowChain digest} of all rows up to it
 */
public record Place(int file, long row, String chain) {
  /** Before the first row of all. */
  public static final Place START = new Place(0, 0, new RowChain().text());

  /** Whether a row of a file lies at or before this place. */
  public boolean covers(int ofFile, long ofRow) {
    return ofFile < file || (ofFile == file && ofRow <= row);
  }
}
