package com.traitly.streams.state;

import com.traitly.contracts.error.ApiException;
import com.traitly.contracts.error.ErrorCode;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The place of a write, as in the header {@code Traitly-Position} of its answer. A read that sends
 * it back is answered from state that includes the write.
 *
 * @param topic full topic name
 * @param partition partition of the topic
 * @param offset of the record
 */
public record Position(String topic, int partition, long offset) {
  /** The header. */
  public static final String HEADER = "Traitly-Position";

  private static final Pattern FORM = Pattern.compile("(.+)-(\\d{1,9})@(\\d{1,18})");

  /**
   * Reads one or more positions with commas between.
   *
   * @throws ApiException {@code invalid_parameter} when the header is malformed
   */
  public static List<Position> parse(String header) {
    List<Position> positions = new ArrayList<>();
    for (String each : header.split(",", -1)) {
      Matcher form = FORM.matcher(each.strip());
      if (!form.matches()) {
        throw ApiException.of(
            ErrorCode.INVALID_PARAMETER,
            HEADER + " must be as a write's answer gave it: <topic>-<partition>@<offset>");
      }
      positions.add(
          new Position(
              form.group(1), Integer.parseInt(form.group(2)), Long.parseLong(form.group(3))));
    }
    return positions;
  }

  @Override
  public String toString() {
    return topic + "-" + partition + "@" + offset;
  }
}
