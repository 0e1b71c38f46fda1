package com.traitly.cli.input;

import static java.nio.charset.StandardCharsets.UTF_16;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;

/** A text in UTF-16 with a byte order mark, such as Excel's "Unicode text", as UTF-8. */
final class Utf16AsUtf8 extends InputStream {
  private final Reader text;
  private final char[] characters = new char[8_192];
  private byte[] bytes = new byte[0];
  private int next;
  private int kept;

  Utf16AsUtf8(InputStream content) {
    text =
        new InputStreamReader(
            content,
            UTF_16
                .newDecoder()
                .onMalformedInput(CodingErrorAction.REPORT)
                .onUnmappableCharacter(CodingErrorAction.REPORT));
  }

  @Override
  public int read() throws IOException {
    return fill() ? bytes[next++] & 0xff : -1;
  }

  @Override
  public int read(byte[] into, int from, int length) throws IOException {
    if (length == 0 || !fill()) {
      return length == 0 ? 0 : -1;
    }
    int count = Math.min(length, bytes.length - next);
    System.arraycopy(bytes, next, into, from, count);
    next += count;
    return count;
  }

  /** Whether there are more bytes. */
  private boolean fill() throws IOException {
    while (next == bytes.length) {
      int read = read(characters);
      if (read < 0) {
        return false;
      }
      int whole = kept + read;
      // The halves of one character must not be encoded apart.
      int end = Character.isHighSurrogate(characters[whole - 1]) ? whole - 1 : whole;
      bytes = new String(characters, 0, end).getBytes(UTF_8);
      next = 0;
      kept = whole - end;
      characters[0] = characters[whole - 1];
    }
    return true;
  }

  private int read(char[] into) throws IOException {
    try {
      return text.read(into, kept, into.length - kept);
    } catch (CharacterCodingException e) {
      throw new IOException("the text begins as UTF-16 and goes on as something else", e);
    }
  }

  @Override
  public void close() throws IOException {
    text.close();
  }
}
