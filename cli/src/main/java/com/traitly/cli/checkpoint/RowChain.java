package com.traitly.cli.checkpoint;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.traitly.contracts.json.Json;
import com.traitly.contracts.wire.Sha256;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.HexFormat;

/**
 * A digest of all rows so far, in which each row depends on those before it (SHA-256, 128 bits
 * kept). The ids of events that have none are made from it: the same file gives the same ids
 * however often it is imported, and a row that was inserted changes all ids after it. A resumed
 * import compares it. Single-threaded.
 */
public final class RowChain {
  private static final int BYTES = 16;
  private static final HexFormat HEX = HexFormat.of();

  private final MessageDigest digest = Sha256.begin();
  private byte[] state = new byte[BYTES];

  /** Adds a row. */
  public void add(ObjectNode fields) {
    digest.update(state);
    state = Arrays.copyOf(digest.digest(Json.bytes(fields)), BYTES);
  }

  /** The digest of all rows so far. */
  public String text() {
    return HEX.formatHex(state);
  }

  /** An id for the event that the last row became. */
  public String eventId(ObjectNode event) {
    digest.update(state);
    for (String field : new String[] {"customer_id", "name", "created_at"}) {
      digest.update(event.path(field).asText().getBytes(UTF_8));
      digest.update((byte) 0);
    }
    return "import_" + HEX.formatHex(digest.digest(), 0, BYTES);
  }

  /** The digest of a text, for names of files. */
  public static String of(String text) {
    return Sha256.hex(text.getBytes(UTF_8), 8);
  }
}
