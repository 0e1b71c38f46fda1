package com.traitly.query.docs;

import com.traitly.contracts.wire.Sha256;
import com.traitly.platform.route.EntityTags;
import io.javalin.http.Context;
import io.javalin.http.Handler;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Serves one file, which is read on the first request and then kept. Browsers ask each time whether
 * it changed, so a new version shows at once; an unchanged one is not sent again. Thread-safe.
 */
final class ServedFile implements Handler {
  /** The page may load files of this server and talk to this server, and nothing else. */
  static final String CONTENT_SECURITY =
      "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self'"
          + " data:; connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors"
          + " 'none'";

  private static final int ETAG_BYTES = 12;

  private final String mediaType;
  private final Supplier<byte[]> content;
  private volatile @Nullable Read read;

  @SuppressWarnings("ArrayRecordComponent") // never compared
  private record Read(byte[] bytes, String etag) {}

  /** Serves the bytes that {@code content} reads; reading them may block. */
  ServedFile(String mediaType, Supplier<byte[]> content) {
    this.mediaType = mediaType;
    this.content = content;
  }

  @Override
  public void handle(Context ctx) {
    Read file = file();
    ctx.header("ETag", file.etag())
        .header("Cache-Control", "no-cache")
        .header("Content-Security-Policy", CONTENT_SECURITY)
        .header("X-Content-Type-Options", "nosniff")
        .header("Referrer-Policy", "no-referrer");
    if (EntityTags.hasCurrent(ctx.header("If-None-Match"), file.etag())) {
      ctx.status(304);
    } else {
      ctx.contentType(mediaType).result(file.bytes());
    }
  }

  private Read file() {
    Read known = read;
    if (known == null) {
      // Two first callers may both read the file; they read the same bytes.
      byte[] bytes = content.get();
      known = new Read(bytes, etag(bytes));
      read = known;
    }
    return known;
  }

  /** Weak, because the same file may travel compressed. */
  private static String etag(byte[] bytes) {
    return "W/\"" + Sha256.hex(bytes, ETAG_BYTES) + '"';
  }
}
