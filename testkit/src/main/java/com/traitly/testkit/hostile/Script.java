package com.traitly.testkit.hostile;

import com.traitly.testkit.hostile.HostileReceiver.Peer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.zip.GZIPOutputStream;

/** What a {@link HostileReceiver} answers to every request. */
public enum Script {
  /** Nothing at all. */
  SILENCE("", Peer::waitForEver),

  /** A status line that never ends. */
  ENDLESS_STATUS_LINE("HTTP/1.1 200 ", "y"),

  /** A header line that never ends. */
  ENDLESS_HEADER_LINE("HTTP/1.1 200 OK\r\nX-B: ", "y"),

  /** A header name that never ends. */
  ENDLESS_HEADER_NAME("HTTP/1.1 200 OK\r\n", "y"),

  /** Headers without end. */
  ENDLESS_HEADERS("HTTP/1.1 200 OK\r\n", "X-Y: y\r\n"),

  /** Empty lines where the status line should be. */
  ENDLESS_EMPTY_LINES("", "\r\n"),

  /** A header that comes byte by byte. */
  TRICKLING_HEADER("HTTP/1.1 200 OK\r\nX-B: ", Peer::trickleForEver),

  /** A body of 4 GiB, as announced. */
  HUGE_BODY("HTTP/1.1 200 OK\r\nContent-Length: 4294967296\r\n\r\n", "y"),

  /** A body that ends with the connection, and so never. */
  ENDLESS_BODY("HTTP/1.1 200 OK\r\nConnection: close\r\n\r\n", "y"),

  /** A body that comes byte by byte and is announced to be longer. */
  TRICKLING_BODY("HTTP/1.1 200 OK\r\nContent-Length: 2000\r\n\r\n", Peer::trickleForEver),

  /** Chunks without end. */
  ENDLESS_CHUNKS("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n", "1\r\ny\r\n"),

  /** An extension of a chunk that never ends. */
  ENDLESS_CHUNK_EXTENSION("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n1;a=", "y"),

  /** Trailers without end behind an empty body. */
  ENDLESS_TRAILERS("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n", "X-Y: y\r\n"),

  /** An endless compressed body, a thousand times as long when decompressed. */
  COMPRESSED_BOMB(
      "HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\nConnection: close\r\n\r\n",
      peer -> peer.writeForEver(Bomb.BYTES)),

  /** Interim answers of many kinds, then 200. */
  INTERIM_THEN_FINAL(
      "",
      peer -> {
        for (int status : new int[] {100, 102, 103, 103, 100, 104, 199}) {
          peer.write("HTTP/1.1 %d Wait\r\nLink: </a>; rel=preload\r\n\r\n".formatted(status));
          peer.flush();
        }
        peer.write("HTTP/1.1 200 OK\r\nContent-Length: 4\r\n\r\ndone");
      }),

  /** An interim answer, then nothing. */
  INTERIM_THEN_SILENCE("HTTP/1.1 103 Early Hints\r\n\r\n", Peer::waitForEver),

  /** Interim answers without end. */
  ENDLESS_INTERIM("", "HTTP/1.1 103 Early Hints\r\n\r\n"),

  /** Interim answers, each after a while. */
  TRICKLING_INTERIM(
      "",
      peer -> {
        while (true) {
          peer.write("HTTP/1.1 102 Processing\r\n\r");
          peer.trickle('\n');
        }
      }),

  /** Another protocol, which nobody asked for, and bytes of it without end. */
  SWITCHING_PROTOCOLS(
      "HTTP/1.1 101 Switching Protocols\r\nUpgrade: own\r\nConnection: upgrade\r\n\r\n", "y"),

  /** A second answer behind the first, and a third, and so on. */
  ENDLESS_ANSWERS("", "HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n"),

  /** Echoes what it was sent, secrets and all. */
  ECHO(
      "",
      peer -> {
        peer.write("HTTP/1.1 200 OK\r\nContent-Length: %d\r\n\r\n".formatted(peer.head().length()));
        peer.write(peer.head());
      }),

  /** TLS warnings without end, in answer to a TLS greeting. */
  ENDLESS_TLS_WARNINGS("", "\25\3\3\0\2\1\132"),

  /** TLS records that mean nothing, without end, in answer to a TLS greeting. */
  ENDLESS_TLS_RECORDS("", "\24\3\3\0\1\1");

  /** Bytes that are written at once, about. */
  private static final int BLOCK = 16 * 1_024;

  private final String first;

  @SuppressWarnings("ImmutableEnumChecker") // the lambdas hold nothing that changes
  private final Rest rest;

  /** What follows the first bytes of an answer. */
  private interface Rest {
    void play(Peer peer) throws IOException, InterruptedException;
  }

  /** Writes a text, then another one again and again. */
  Script(String first, String forEver) {
    this(
        first,
        peer ->
            peer.writeForEver(
                forEver.repeat(BLOCK / forEver.length()).getBytes(StandardCharsets.ISO_8859_1)));
  }

  Script(String first, Rest rest) {
    this.first = first;
    this.rest = rest;
  }

  /** Answers a request that has been read. */
  void play(Peer peer) throws IOException, InterruptedException {
    peer.write(first);
    rest.play(peer);
  }

  /** Whether requests to it use TLS; it then answers without reading HTTP. */
  public boolean encrypted() {
    return this == ENDLESS_TLS_WARNINGS || this == ENDLESS_TLS_RECORDS;
  }

  private static final class Bomb {
    private static final byte[] BYTES = compressed(new byte[16 * 1_024 * 1_024]);

    private static byte[] compressed(byte[] plain) {
      ByteArrayOutputStream bytes = new ByteArrayOutputStream();
      try (GZIPOutputStream zip = new GZIPOutputStream(bytes)) {
        zip.write(plain);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
      return bytes.toByteArray();
    }
  }
}
