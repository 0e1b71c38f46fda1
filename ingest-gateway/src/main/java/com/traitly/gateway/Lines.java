package com.traitly.gateway;

import java.util.Arrays;

/** Walks over the lines of a body that are not blank, without the space around them. */
final class Lines {
  private final byte[] body;
  private int start;
  private int end;
  private int next;

  /** Before the first line. */
  Lines(byte[] body) {
    this.body = body;
  }

  /** Goes to the next line; false when there is none. */
  boolean advance() {
    start = next;
    while (start < body.length && isSpace(body[start])) {
      start++;
    }
    end = start;
    while (end < body.length && body[end] != '\n') {
      end++;
    }
    next = end;
    while (end > start && isSpace(body[end - 1])) {
      end--;
    }
    return start < end;
  }

  /** Whether this line looks like an object of its own. */
  boolean isBraced() {
    return body[start] == '{' && body[end - 1] == '}';
  }

  /** A copy of this line. */
  byte[] bytes() {
    return Arrays.copyOfRange(body, start, end);
  }

  /** A walk that has come as far as this one. */
  Lines fork() {
    Lines fork = new Lines(body);
    fork.next = next;
    return fork;
  }

  private static boolean isSpace(byte each) {
    return each == ' ' || each == '\n' || each == '\r' || each == '\t';
  }
}
