package com.traitly.query.routes;

import com.traitly.contracts.wire.Sha256;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Base64;
import org.apache.kafka.common.utils.Bytes;
import org.jspecify.annotations.Nullable;

/**
 * Writes and reads the cursors of one list: the place of the last item seen, with a digest that
 * binds it to the account, the list and its filters. A place holds no account, so even a forged
 * cursor leads only into the caller's own list.
 */
final class Cursor {
  private static final byte FORMAT = 1;
  private static final int DIGEST_BYTES = 12;
  private static final int MAX_TEXT = 4_096;

  private final byte[] binding;

  private Cursor(byte[] binding) {
    this.binding = binding;
  }

  /**
   * Cursors of a list.
   *
   * @param filters everything that decides which items the list has and in which order; null for
   *     absent
   */
  public static Cursor of(String account, String list, @Nullable Object... filters) {
    MessageDigest digest = Sha256.begin();
    add(digest, account);
    add(digest, list);
    for (Object filter : filters) {
      add(digest, filter == null ? null : filter.toString());
    }
    return new Cursor(Arrays.copyOf(digest.digest(), DIGEST_BYTES));
  }

  /** The cursor that continues after a place. */
  String write(Bytes place) {
    byte[] bytes =
        ByteBuffer.allocate(1 + DIGEST_BYTES + place.get().length)
            .put(FORMAT)
            .put(binding)
            .put(place.get())
            .array();
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }

  /**
   * The place after which a cursor continues.
   *
   * @throws com.traitly.contracts.error.ApiException {@code invalid_parameter} when it is not a
   *     cursor of this list
   */
  Bytes read(String text) {
    byte[] bytes = decoded(text);
    int start = 1 + DIGEST_BYTES;
    boolean ours =
        bytes.length > start
            && bytes[0] == FORMAT
            && Arrays.equals(bytes, 1, start, binding, 0, DIGEST_BYTES);
    if (!ours) {
      throw Parameters.invalid(
          Parameters.CURSOR,
          "must be the next_cursor of an answer to the same request, filters unchanged");
    }
    return Bytes.wrap(Arrays.copyOfRange(bytes, start, bytes.length));
  }

  private static byte[] decoded(String text) {
    try {
      return text.length() > MAX_TEXT ? new byte[0] : Base64.getUrlDecoder().decode(text);
    } catch (IllegalArgumentException notBase64) {
      return new byte[0];
    }
  }

  private static void add(MessageDigest digest, @Nullable String part) {
    byte[] utf8 = part == null ? new byte[0] : part.getBytes(StandardCharsets.UTF_8);
    digest.update(
        ByteBuffer.allocate(Integer.BYTES).putInt(part == null ? -1 : utf8.length).array());
    digest.update(utf8);
  }
}
