package com.traitly.gateway.segment.message;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** The kinds of messages. */
public enum MessageType {
  TRACK,
  IDENTIFY,
  PAGE,
  SCREEN,
  GROUP,
  ALIAS;

  /** The name in addresses and messages. */
  public String wireName() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** The type of this name in any case; null when there is none. */
  static @Nullable MessageType named(String name) {
    for (MessageType each : values()) {
      if (each.wireName().equals(name.toLowerCase(Locale.ROOT))) {
        return each;
      }
    }
    return null;
  }
}
