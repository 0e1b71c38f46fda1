package com.traitly.cli.input;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.CodingErrorAction;

/**
 * Decodes one cell at a time. A CSV file is split as if it were Latin-1, where each byte is a
 * character, so that a cell in another encoding spoils only its own row.
 */
record CellText(Charset encoding) {
  /**
   * Returns the text of a cell.
   *
   * @throws CharacterCodingException when the cell is not in this encoding
   */
  String of(String cell) throws CharacterCodingException {
    if (isAscii(cell)) {
      return cell;
    }
    return encoding
        .newDecoder()
        .onMalformedInput(CodingErrorAction.REPORT)
        .onUnmappableCharacter(CodingErrorAction.REPORT)
        .decode(ByteBuffer.wrap(cell.getBytes(ISO_8859_1)))
        .toString();
  }

  private static boolean isAscii(String cell) {
    return cell.chars().allMatch(character -> character < 0x80);
  }
}
