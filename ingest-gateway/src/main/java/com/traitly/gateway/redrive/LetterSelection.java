package com.traitly.gateway.redrive;

import com.fasterxml.jackson.databind.JsonNode;
import com.traitly.contracts.json.KnownFields;
import com.traitly.contracts.json.ObjectReader;
import com.traitly.contracts.json.Problems;
import com.traitly.contracts.topic.DeadLetter;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Which dead letters a caller wants redriven.
 *
 * @param ids places of the letters, by id; empty for all letters in the given time
 * @param after start of that time by the records' timestamps, UNIX milliseconds, inclusive
 * @param before end of that time, UNIX milliseconds, exclusive
 * @param again whether letters that were redriven already are selected too
 * @param dryRun whether the letters are only counted
 */
record LetterSelection(
    Map<String, Place> ids, long after, long before, boolean again, boolean dryRun) {
  private static final String IDS = "ids";
  private static final String CREATED_AFTER = "created_after";
  private static final String CREATED_BEFORE = "created_before";
  private static final String AGAIN = "again";
  private static final String DRY_RUN = "dry_run";
  private static final int MOST_IDS = 500;
  private static final Pattern ID = Pattern.compile("(\\d{1,6})-(\\d{1,18})");

  /** The place of a letter on its topic. */
  record Place(int partition, long offset) {}

  /**
   * Reads a body.
   *
   * @throws com.traitly.contracts.error.ApiException with all problems of the body
   */
  static LetterSelection read(JsonNode json) {
    Problems problems = new Problems();
    ObjectReader body = new ObjectReader(json, "", problems);
    KnownFields.require(body, json, Set.of(IDS, CREATED_AFTER, CREATED_BEFORE, AGAIN, DRY_RUN));
    Map<String, Place> ids = new LinkedHashMap<>();
    body.each(
        IDS,
        (id, pointer) -> {
          Matcher form = ID.matcher(id.asText());
          if (form.matches()) {
            ids.put(
                id.asText(),
                new Place(Integer.parseInt(form.group(1)), Long.parseLong(form.group(2))));
          } else {
            problems.invalid(
                pointer, "must be the id of a dead letter, as GET /dead-letter shows it");
          }
        });
    OptionalLong after = body.instant(CREATED_AFTER);
    OptionalLong before = body.instant(CREATED_BEFORE);
    boolean timed = after.isPresent() || before.isPresent();
    if (ids.size() > MOST_IDS) {
      body.invalid(IDS, "must be at most " + MOST_IDS);
    } else if (timed && body.value(IDS) != null) {
      body.invalid(IDS, "must not stand beside a time: choose by one of them");
    } else if (!timed && ids.isEmpty()) {
      body.invalid(IDS, "must name letters, or leave it out and say created_after, created_before");
    }
    LetterSelection choice =
        new LetterSelection(
            ids,
            after.orElse(Long.MIN_VALUE),
            before.orElse(Long.MAX_VALUE),
            body.flag(AGAIN, false),
            body.flag(DRY_RUN, false));
    problems.throwIfAny();
    return choice;
  }

  /** Whether a letter is selected. */
  boolean holds(DeadLetter letter) {
    long at = letter.millis();
    return ids.isEmpty() ? at >= after && at < before : ids.containsKey(letter.id());
  }
}
