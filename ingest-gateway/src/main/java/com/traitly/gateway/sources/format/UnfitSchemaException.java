package com.traitly.gateway.sources.format;

/** A schema of the registry that cannot be used; the message is the end of a sentence. */
final class UnfitSchemaException extends Exception {
  UnfitSchemaException(String reason) {
    super(reason);
  }
}
