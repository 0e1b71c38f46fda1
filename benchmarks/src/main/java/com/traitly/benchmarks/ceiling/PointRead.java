package com.traitly.benchmarks.ceiling;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.javalin.Javalin;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import org.rocksdb.Options;
import org.rocksdb.RocksDB;
import org.rocksdb.RocksDBException;

/**
 * The least that a lookup could do: reads a value from a RocksDB store and answers it unchanged
 * over HTTP.
 */
public final class PointRead {
  /** The path and query, without the customer's id at the end. */
  public static final String PATH = "/lookup?customer_id=";

  private PointRead() {}

  /**
   * Arguments: directory, number of customers, format of their ids, a file with the value that each
   * customer gets. Prints its address when it is ready.
   */
  public static void main(String[] args) throws Exception {
    byte[] value = Files.readAllBytes(Path.of(args[3]));
    RocksDB.loadLibrary();
    try (Options options = new Options().setCreateIfMissing(true);
        RocksDB store = RocksDB.open(options, args[0])) {
      for (int number = 0; number < Integer.parseInt(args[1]); number++) {
        store.put(args[2].formatted(number).getBytes(UTF_8), value);
      }
      serve(store);
    }
  }

  private static void serve(RocksDB store) throws InterruptedException {
    Javalin javalin =
        CeilingServer.create(config ->
            config.routes.get(
                "/lookup",
                ctx -> {
                  String customer = Objects.requireNonNull(ctx.queryParam("customer_id"));
                  ctx.contentType("application/json").result(read(store, customer));
                }));
    CeilingServer.run(javalin, "");
  }

  private static byte[] read(RocksDB store, String customer) throws RocksDBException {
    return Objects.requireNonNull(store.get(customer.getBytes(UTF_8)));
  }
}
