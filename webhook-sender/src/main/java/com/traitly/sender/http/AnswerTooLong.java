package com.traitly.sender.http;

import java.io.IOException;

/** The receiver sent more bytes than are read of any answer, or sent for too long. */
final class AnswerTooLong extends IOException {
  AnswerTooLong() {
    super("more than is read of an answer");
  }
}
