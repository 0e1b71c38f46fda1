package com.traitly.contracts.json;

import com.fasterxml.jackson.annotation.JacksonAnnotationsInside;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.annotation.JsonDeserialize;
import com.fasterxml.jackson.databind.annotation.JsonSerialize;
import com.fasterxml.jackson.databind.util.StdConverter;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import org.jspecify.annotations.Nullable;

/** An instant that is UNIX milliseconds in a record and whole UNIX seconds in its JSON. */
@JacksonAnnotationsInside
@JsonSerialize(converter = WholeSeconds.Writing.class)
@JsonDeserialize(converter = WholeSeconds.Reading.class)
@Retention(RetentionPolicy.RUNTIME)
public @interface WholeSeconds {
  /** Milliseconds to seconds. */
  final class Writing extends StdConverter<Long, Long> {
    @Override
    public Long convert(Long millis) {
      return Times.seconds(millis);
    }
  }

  /** Seconds to milliseconds. */
  final class Reading extends StdConverter<JsonNode, @Nullable Long> {
    @Override
    public @Nullable Long convert(JsonNode seconds) {
      return seconds.isNull() ? null : (Long) Times.millis(seconds);
    }
  }
}
