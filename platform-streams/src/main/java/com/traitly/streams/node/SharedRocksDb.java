package com.traitly.streams.node;

import java.util.Map;
import org.apache.kafka.streams.state.RocksDBConfigSetter;
import org.rocksdb.BlockBasedTableConfig;
import org.rocksdb.Cache;
import org.rocksdb.CompressionType;
import org.rocksdb.LRUCache;
import org.rocksdb.Options;
import org.rocksdb.RocksDB;
import org.rocksdb.WriteBufferManager;

/**
 * One block cache and one write-buffer budget for all stores of the JVM, so that memory does not
 * grow with the number of partitions. Instantiated by Kafka Streams.
 */
public final class SharedRocksDb implements RocksDBConfigSetter {
  private static final long CACHE_BYTES = 256L << 20;
  private static final long WRITE_BUFFER_BYTES = 128L << 20;
  private static final long ONE_WRITE_BUFFER = 8L << 20;

  /**
   * How much of the budget a store takes as soon as it holds one row. RocksDB's default would be an
   * eighth of a write buffer: a hundred nearly empty stores would use up the budget, and from then
   * on RocksDB would write a file for nearly each row.
   */
  private static final long ARENA_BLOCK_BYTES = 32L << 10;

  private static final int BLOCK_BYTES = 8 << 10;
  private static final double HIGH_PRIORITY_SHARE = 0.2;

  static {
    RocksDB.loadLibrary();
  }

  // Shared by all stores for the life of the JVM, hence never closed.
  private static final Cache CACHE = new LRUCache(CACHE_BYTES, -1, false, HIGH_PRIORITY_SHARE);
  private static final WriteBufferManager WRITE_BUFFERS =
      new WriteBufferManager(WRITE_BUFFER_BYTES, CACHE);

  @Override
  public void setConfig(String storeName, Options options, Map<String, Object> configs) {
    BlockBasedTableConfig table = (BlockBasedTableConfig) options.tableFormatConfig();
    table.setBlockCache(CACHE);
    table.setBlockSize(BLOCK_BYTES);
    table.setCacheIndexAndFilterBlocks(true);
    table.setCacheIndexAndFilterBlocksWithHighPriority(true);
    table.setPinL0FilterAndIndexBlocksInCache(true);
    options.setTableFormatConfig(table);
    options.setWriteBufferManager(WRITE_BUFFERS);
    options.setWriteBufferSize(ONE_WRITE_BUFFER);
    options.setArenaBlockSize(ARENA_BLOCK_BYTES);
    options.setCompressionType(CompressionType.LZ4_COMPRESSION);
  }

  @Override
  public void close(String storeName, Options options) {
    // The cache and the buffer budget outlive every store.
  }
}
