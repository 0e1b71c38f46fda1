package com.traitly.testkit.logs;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.zip.GZIPInputStream;
import org.jspecify.annotations.Nullable;

/**
 * A public log, read as the reference does: customers, their events by type, and the windows the
 * goal cuts out of them. Types that occur fewer than 100 times are left out.
 */
public final class PublicLog {

  private static final long DAY = 86_400_000L;

  private static final int LEAST_EVENTS = 100;

  private final LogGoal goal;
  private final List<String> types;
  private final TreeMap<String, long[][]> eventsOf = new TreeMap<>();
  private final Map<String, double[]> attributes = new HashMap<>();
  private long lastAt;

  /**
   * The folder of all logs: named by the system property {@code traitly.data}, or {@code
   * shared/data} beside this or an outer directory; null when there is none.
   */
  public static @Nullable Path data() {
    String named = System.getProperty("traitly.data");
    if (named != null) {
      return Path.of(named);
    }
    Path folder = Path.of("").toAbsolutePath();
    while (folder != null && !Files.isDirectory(folder.resolve("shared").resolve("data"))) {
      folder = folder.getParent();
    }
    return folder == null ? null : folder.resolve("shared").resolve("data");
  }

  /** Whether a goal's log is in a folder. */
  public static boolean isIn(@Nullable Path data, LogGoal goal) {
    return data != null && Files.isRegularFile(data.resolve(goal.log()).resolve("events.csv.gz"));
  }

  private PublicLog(LogGoal goal, Path folder) throws IOException {
    this.goal = goal;
    List<String[]> rows = rows(folder.resolve("events.csv.gz"));
    Map<String, Integer> counts = new HashMap<>();
    rows.forEach(row -> counts.merge(row[1], 1, Integer::sum));
    counts.values().removeIf(count -> count < LEAST_EVENTS);
    types = List.copyOf(new TreeSet<>(counts.keySet()));
    TreeMap<String, List<long[]>> listed = new TreeMap<>();
    for (String[] row : rows) {
      long at = Long.parseLong(row[2]) * 1_000;
      lastAt = Math.max(lastAt, at);
      int type = types.indexOf(row[1]);
      if (type >= 0) {
        listed.computeIfAbsent(row[0], c -> new ArrayList<>()).add(new long[] {at, type});
      }
    }
    listed.forEach((customer, events) -> eventsOf.put(customer, events.toArray(long[][]::new)));
    Path customers = folder.resolve("customers.csv.gz");
    if (Files.exists(customers)) {
      for (String[] row : rows(customers)) {
        double amount = row[1].isEmpty() ? 0.0 : Double.parseDouble(row[1]);
        attributes.put(row[0], new double[] {Math.log1p(amount) / 10.0});
      }
    }
  }

  /**
   * Reads a log.
   *
   * @param data the folder of all logs
   */
  public static PublicLog read(LogGoal goal, Path data) throws IOException {
    return new PublicLog(goal, data.resolve(goal.log()));
  }

  public LogGoal goal() {
    return goal;
  }

  /**
   * All events by customer, as pairs of instant, in epoch milliseconds, and type, in time order.
   */
  public Map<String, long[][]> eventsOf() {
    return eventsOf;
  }

  /** The event types, in alphabetical order; events hold their indexes. */
  public List<String> types() {
    return types;
  }

  /** The target event's type. */
  public int target() {
    return types.indexOf(goal.target());
  }

  /** The attributes of a customer, scaled as features. */
  public double[] attributes(String customer) {
    int length = attributes.isEmpty() ? 0 : 1;
    return attributes.getOrDefault(customer, new double[length]);
  }

  /** Every window that ends before the log does, by customer and opening. */
  public List<Window> windows() {
    List<Window> windows = new ArrayList<>();
    eventsOf.forEach((customer, events) -> {
      long[] targets = instants(events, goal.target());
      long[] entries = goal.reentry() ? reentries(targets) : firstEntry(events);
      for (int i = 0; i < entries.length && entries[i] + goal.windowMillis() <= lastAt; i++) {
        Long reachedAt =
            goal.reentry()
                ? within(entries[i], i + 1 < entries.length ? entries[i + 1] : null)
                : within(entries[i], firstAfter(targets, entries[i]));
        windows.add(new Window(customer, entries[i], reachedAt, events));
      }
    });
    return windows;
  }

  private long[] reentries(long[] targets) {
    return Arrays.stream(targets)
        .map(at -> goal.fromNextDay() ? at / DAY * DAY + DAY : at)
        .distinct()
        .sorted()
        .toArray();
  }

  private long[] firstEntry(long[][] events) {
    return Arrays.stream(instants(events, goal.entry())).limit(1).toArray();
  }

  private long[] instants(long[][] events, String type) {
    int wanted = types.indexOf(type);
    return Arrays.stream(events)
        .filter(event -> event[1] == wanted)
        .mapToLong(event -> event[0])
        .toArray();
  }

  private static @Nullable Long firstAfter(long[] instants, long after) {
    for (long at : instants) {
      if (at > after) {
        return at;
      }
    }
    return null;
  }

  private @Nullable Long within(long openedAt, @Nullable Long at) {
    return at != null && at <= openedAt + goal.windowMillis() ? at : null;
  }

  private static List<String[]> rows(Path file) throws IOException {
    try (BufferedReader reader =
        new BufferedReader(
            new InputStreamReader(
                new GZIPInputStream(Files.newInputStream(file)), StandardCharsets.UTF_8))) {
      return reader.lines().skip(1).map(line -> line.split(",", -1)).toList();
    }
  }

  /** A window and all events of its customer, as pairs of instant and type. */
  @SuppressWarnings("ArrayRecordComponent") // carries the numbers, is never compared
  public record Window(String customer, long openedAt, @Nullable Long reachedAt, long[][] events) {}
}
