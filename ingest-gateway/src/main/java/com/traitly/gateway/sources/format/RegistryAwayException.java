package com.traitly.gateway.sources.format;

/** The schema registry does not answer; the record is read again later. */
public final class RegistryAwayException extends RuntimeException {
  RegistryAwayException(String sentence) {
    super(sentence);
  }

  RegistryAwayException(String sentence, Throwable cause) {
    super(sentence, cause);
  }
}
