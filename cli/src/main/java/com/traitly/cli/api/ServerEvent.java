package com.traitly.cli.api;

import org.jspecify.annotations.Nullable;

/**
 * One server-sent event.
 *
 * @param name its kind; {@code message} for an item of the stream
 * @param id the place to go on from; null when it has none
 * @param data what it says
 */
public record ServerEvent(String name, @Nullable String id, String data) {
  /** Puts events together from their lines. Single-threaded. */
  static final class Lines {
    private String name = "";
    private @Nullable String id;
    private final StringBuilder data = new StringBuilder();
    private boolean any;

    /** Takes a line; returns the event that it completes, or null. */
    @Nullable ServerEvent take(String line) {
      if (line.isEmpty()) {
        return complete();
      }
      int colon = line.indexOf(':');
      String field = colon < 0 ? line : line.substring(0, colon);
      String rest = colon < 0 ? "" : line.substring(colon + 1);
      String value = rest.startsWith(" ") ? rest.substring(1) : rest;
      switch (field) {
        case "event" -> name = value;
        case "id" -> id = value;
        case "data" -> {
          data.append(any ? "\n" : "").append(value);
          any = true;
        }
        default -> {
          // A comment, or a field that means nothing to us.
        }
      }
      return null;
    }

    private @Nullable ServerEvent complete() {
      ServerEvent event =
          any ? new ServerEvent(name.isEmpty() ? "message" : name, id, data.toString()) : null;
      name = "";
      id = null;
      data.setLength(0);
      any = false;
      return event;
    }
  }
}
