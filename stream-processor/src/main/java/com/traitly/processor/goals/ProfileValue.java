package com.traitly.processor.goals;

import com.fasterxml.jackson.databind.JsonNode;
import com.traitly.contracts.model.Scalar;
import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/**
 * The value that a fact gives to a field, as far as goals can compare it. Immutable.
 *
 * @param kind the type of the value
 * @param text its characters; empty where goals do not compare it
 */
public record ProfileValue(Kind kind, String text) {
  /** The field is cleared. */
  public static final ProfileValue NONE = new ProfileValue(Kind.NONE, "");

  /** The field has a value that no goal compares. */
  public static final ProfileValue OTHER = new ProfileValue(Kind.OTHER, "");

  /** A condition's texts have at most 200 code points, 400 chars: no longer text can match one. */
  private static final int LONGEST = 400;

  /** A value as it was stored. */
  public static ProfileValue of(Kind kind, String text) {
    return kind == Kind.NONE ? NONE : kind == Kind.OTHER ? OTHER : new ProfileValue(kind, text);
  }

  /** The type of a value. */
  public enum Kind {
    NONE(0),
    TEXT(1),
    NUMBER(2),
    FLAG(3),
    OTHER(4);

    private final int code;

    Kind(int code) {
      this.code = code;
    }

    /** The code that is stored for it. */
    public int code() {
      return code;
    }

    /**
     * Reads {@link #code}.
     *
     * @throws IllegalArgumentException when there is no such kind
     */
    public static Kind of(int code) {
      for (Kind kind : values()) {
        if (kind.code == code) {
          return kind;
        }
      }
      throw new IllegalArgumentException("no kind of value has the code " + code);
    }
  }

  /** The value of a field as it was sent. */
  public static ProfileValue of(JsonNode sent) {
    if (sent.isNull()) {
      return NONE;
    }
    Kind kind =
        sent.isTextual()
            ? Kind.TEXT
            : sent.isNumber() ? Kind.NUMBER : sent.isBoolean() ? Kind.FLAG : Kind.OTHER;
    String text = kind == Kind.OTHER ? "" : sent.asText();
    return text.length() > LONGEST ? OTHER : new ProfileValue(kind, text);
  }

  /** The value as conditions compare it; null when they cannot. */
  public @Nullable Scalar scalar() {
    return switch (kind) {
      case NONE, OTHER -> null;
      case TEXT -> new Scalar.Text(text);
      case NUMBER -> new Scalar.Numeral(text);
      case FLAG -> new Scalar.Flag(Boolean.parseBoolean(text));
    };
  }

  /** The value as a number; null when it is not one. */
  public @Nullable BigDecimal number() {
    return kind == Kind.NUMBER ? new BigDecimal(text) : null;
  }
}
