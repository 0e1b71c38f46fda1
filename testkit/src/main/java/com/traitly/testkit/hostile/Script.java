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
  SILENCE {
    @Override
    void play(Peer peer) throws IOException {
      peer.waitForEver();
    }
  },
  /** A status line that never ends. */
  ENDLESS_STATUS_LINE {
    @Override
    void play(Peer peer) throws IOException {
      peer.write("HTTP/1.1 200 ");
      peer.writeForEver(BLOCK);
    }
  },
  /** A header line that never ends. */
  ENDLESS_HEADER_LINE {
    @Override
    void play(Peer peer) throws IOException {
      peer.write("HTTP/1.1 200 OK\r\nX-B: ");
      peer.writeForEver(BLOCK);
    }
  },
  /** A header name that never ends. */
  ENDLESS_HEADER_NAME {
    @Override
    void play(Peer peer) throws IOException {
      peer.write("HTTP/1.1 200 OK\r\n");
      peer.writeForEver(BLOCK);
    }
  },
  /** Headers without end. */
  ENDLESS_HEADERS {
    @Override
    void play(Peer peer) throws IOException {
      peer.write("HTTP/1.1 200 OK\r\n");
      peer.writeForEver(HEADERS);
    }
  },
  /** Empty lines where the status line should be. */
  ENDLESS_EMPTY_LINES {
    @Override
    void play(Peer peer) throws IOException {
      peer.writeForEver("\r\n".repeat(1_024).getBytes(StandardCharsets.ISO_8859_1));
    }
  },
  /** A header that comes byte by byte. */
  TRICKLING_HEADER {
    @Override
    void play(Peer peer) throws IOException, InterruptedException {
      peer.write("HTTP/1.1 200 OK\r\nX-B: ");
      while (true) {
        peer.trickle('y');
      }
    }
  },
  /** A body of 4 GiB, as announced. */
  HUGE_BODY {
    @Override
    void play(Peer peer) throws IOException {
      peer.write("HTTP/1.1 200 OK\r\nContent-Length: 4294967296\r\n\r\n");
      peer.writeForEver(BLOCK);
    }
  },
  /** A body that ends with the connection, and so never. */
  ENDLESS_BODY {
    @Override
    void play(Peer peer) throws IOException {
      peer.write("HTTP/1.1 200 OK\r\nConnection: close\r\n\r\n");
      peer.writeForEver(BLOCK);
    }
  },
  /** A body that comes byte by byte and is announced to be longer. */
  TRICKLING_BODY {
    @Override
    void play(Peer peer) throws IOException, InterruptedException {
      peer.write("HTTP/1.1 200 OK\r\nContent-Length: 2000\r\n\r\n");
      while (true) {
        peer.trickle('y');
      }
    }
  },
  /** Chunks without end. */
  ENDLESS_CHUNKS {
    @Override
    void play(Peer peer) throws IOException {
      peer.write("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n");
      peer.writeForEver("1\r\ny\r\n".repeat(1_024).getBytes(StandardCharsets.ISO_8859_1));
    }
  },
  /** An extension of a chunk that never ends. */
  ENDLESS_CHUNK_EXTENSION {
    @Override
    void play(Peer peer) throws IOException {
      peer.write("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n1;a=");
      peer.writeForEver(BLOCK);
    }
  },
  /** Trailers without end behind an empty body. */
  ENDLESS_TRAILERS {
    @Override
    void play(Peer peer) throws IOException {
      peer.write("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n");
      peer.writeForEver(HEADERS);
    }
  },
  /** An endless compressed body, a thousand times as long when decompressed. */
  COMPRESSED_BOMB {
    @Override
    void play(Peer peer) throws IOException {
      peer.write("HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\nConnection: close\r\n\r\n");
      peer.writeForEver(Bomb.BYTES);
    }
  },
  /** Interim answers of many kinds, then 200. */
  INTERIM_THEN_FINAL {
    @Override
    void play(Peer peer) throws IOException {
      for (int status : new int[] {100, 102, 103, 103, 100, 104, 199}) {
        peer.write("HTTP/1.1 %d Wait\r\nLink: </a>; rel=preload\r\n\r\n".formatted(status));
        peer.flush();
      }
      peer.write("HTTP/1.1 200 OK\r\nContent-Length: 4\r\n\r\ndone");
    }
  },
  /** An interim answer, then nothing. */
  INTERIM_THEN_SILENCE {
    @Override
    void play(Peer peer) throws IOException {
      peer.write("HTTP/1.1 103 Early Hints\r\n\r\n");
      peer.waitForEver();
    }
  },
  /** Interim answers without end. */
  ENDLESS_INTERIM {
    @Override
    void play(Peer peer) throws IOException {
      peer.writeForEver("HTTP/1.1 103 Early Hints\r\n\r\n".getBytes(StandardCharsets.ISO_8859_1));
    }
  },
  /** Interim answers, each after a while. */
  TRICKLING_INTERIM {
    @Override
    void play(Peer peer) throws IOException, InterruptedException {
      while (true) {
        peer.write("HTTP/1.1 102 Processing\r\n\r");
        peer.trickle('\n');
      }
    }
  },
  /** Another protocol, which nobody asked for, and bytes of it without end. */
  SWITCHING_PROTOCOLS {
    @Override
    void play(Peer peer) throws IOException {
      peer.write("HTTP/1.1 101 Switching Protocols\r\nUpgrade: own\r\nConnection: upgrade\r\n\r\n");
      peer.writeForEver(BLOCK);
    }
  },
  /** A second answer behind the first, and a third, and so on. */
  ENDLESS_ANSWERS {
    @Override
    void play(Peer peer) throws IOException {
      peer.writeForEver(
          "HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n".getBytes(StandardCharsets.ISO_8859_1));
    }
  },
  /** Echoes what it was sent, secrets and all. */
  ECHO {
    @Override
    void play(Peer peer) throws IOException {
      peer.write("HTTP/1.1 200 OK\r\nContent-Length: %d\r\n\r\n".formatted(peer.head().length()));
      peer.write(peer.head());
    }
  },
  /** TLS warnings without end, in answer to a TLS greeting. */
  ENDLESS_TLS_WARNINGS {
    @Override
    void play(Peer peer) throws IOException {
      peer.writeForEver(records(new byte[] {21, 3, 3, 0, 2, 1, 90}));
    }

    @Override
    boolean readsFirst() {
      return false;
    }
  },
  /** TLS records that mean nothing, without end, in answer to a TLS greeting. */
  ENDLESS_TLS_RECORDS {
    @Override
    void play(Peer peer) throws IOException {
      peer.writeForEver(records(new byte[] {20, 3, 3, 0, 1, 1}));
    }

    @Override
    boolean readsFirst() {
      return false;
    }
  };

  private static final byte[] BLOCK = "y".repeat(16 * 1_024).getBytes(StandardCharsets.US_ASCII);
  private static final byte[] HEADERS =
      "X-Y: y\r\n".repeat(1_024).getBytes(StandardCharsets.US_ASCII);
  private static final int RECORDS = 1_024;

  /** Answers a request that has been read. */
  abstract void play(Peer peer) throws IOException, InterruptedException;

  /** Whether it reads an HTTP request before it answers. */
  boolean readsFirst() {
    return true;
  }

  /** Whether requests to it use TLS. */
  public boolean encrypted() {
    return !readsFirst();
  }

  private static byte[] records(byte[] one) {
    byte[] many = new byte[one.length * RECORDS];
    for (int i = 0; i < RECORDS; i++) {
      System.arraycopy(one, 0, many, i * one.length, one.length);
    }
    return many;
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
