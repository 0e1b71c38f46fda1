package com.traitly.sender.http;

import java.io.IOException;

/** The receiver sent more than is read of any answer, or for longer. */
final class AnswerTooLong extends IOException {
  AnswerTooLong() {
    super("more than is read of an answer");
  }
}
