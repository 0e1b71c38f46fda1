package com.traitly.processor.customer;

import com.traitly.processor.customer.CustomerState.RecentEvent;
import com.traitly.processor.goals.EnrolmentWindows;
import com.traitly.processor.goals.EntryFacts;
import com.traitly.processor.goals.GoalWindow;
import com.traitly.processor.goals.GoalWindow.Opening;
import com.traitly.processor.goals.TimelineEntry;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** A customer's state as bytes; the first byte is the format's version. Stateless. */
public final class CustomerStateCodec {
  private static final int VERSION = 1;

  private CustomerStateCodec() {}

  /** The bytes of a state. */
  public static byte[] write(CustomerState state) {
    BinaryWriter out = new BinaryWriter(VERSION);
    out.number(state.sequence()).number(state.loadedAt()).number(state.dueAt());
    out.number(state.chunks).number(state.idBuckets);
    out.number(state.firstEventAt).number(state.lastEventAt).number(state.lastEvents);
    out.number(state.lastChangeAt);
    out.number(state.createdAt().isPresent() ? 1 : 0).number(state.createdAt().orElse(0));
    out.number(state.totals().size());
    state
        .totals()
        .forEach((name, total) -> out.text(name).number(total.count()).number(total.lastAt()));
    writeRecent(out, state);
    out.number(state.goals().size());
    state.goals().forEach((name, enrolment) -> write(out.text(name), enrolment, state));
    return out.bytes();
  }

  /** Reads {@link #write}. */
  public static CustomerState read(byte[] bytes) {
    BinaryReader in = new BinaryReader(bytes, VERSION);
    CustomerState state = new CustomerState();
    state.sequence = in.number();
    state.loadedAt = in.number();
    state.dueAt = in.number();
    state.chunks = in.integer();
    state.idBuckets = in.integer();
    state.firstEventAt = in.number();
    state.lastEventAt = in.number();
    state.lastEvents = in.integer();
    state.lastChangeAt = in.number();
    boolean created = in.number() == 1;
    long createdAt = in.number();
    if (created) {
      state.created(createdAt);
    }
    for (int left = in.integer(); left > 0; left--) {
      state.total(in.text(), in.number(), in.number());
    }
    readRecent(in, state);
    for (int left = in.integer(); left > 0; left--) {
      state.goals().put(in.text(), readEnrolment(in, state));
    }
    return state;
  }

  private static void writeRecent(BinaryWriter out, CustomerState state) {
    out.number(state.recent().size());
    long at = 0;
    for (RecentEvent event : state.recent()) {
      TimelineEntry entry = event.entry();
      out.number(entry.at() - at)
          .number(event.receivedAt() - entry.at())
          .number(state.numberOf(entry.name()))
          .fixed56(event.id());
      at = entry.at();
    }
  }

  private static void readRecent(BinaryReader in, CustomerState state) {
    long at = 0;
    for (int left = in.integer(); left > 0; left--) {
      at += in.number();
      long receivedAt = at + in.number();
      TimelineEntry entry = new TimelineEntry(state.name(in.integer()), at);
      state.recent().add(new RecentEvent(entry, in.fixed56(), receivedAt));
    }
  }

  private static void write(BinaryWriter out, Enrolment enrolment, CustomerState state) {
    EnrolmentWindows track = enrolment.track();
    out.number(track.version()).number(track.previousWindows()).number(track.reachedWindows());
    out.number(track.undecided() ? 1 : 0);
    writeInstants(out, track.decided());
    GoalWindow window = track.window();
    out.number(window == null ? 0 : 1);
    if (window != null) {
      write(out, window, state);
    }
    writeInstants(out, enrolment.unreleased());
    Enrolment.Told told = enrolment.told();
    out.number(told.round()).number(told.loadedAt()).number(told.through());
    out.number(told.windows()).number(told.reached()).number(told.events());
    Enrolment.Announced announced = enrolment.announced();
    out.number(announced == null ? 0 : 1);
    if (announced != null) {
      out.number(announced.openedAt()).real(announced.likelihood()).fixed(announced.actions());
    }
    ReportEntry reportEntry = enrolment.reportEntry();
    out.number(reportEntry == null ? 0 : 1);
    if (reportEntry != null) {
      reportEntry.write(out);
    }
  }

  private static Enrolment readEnrolment(BinaryReader in, CustomerState state) {
    long version = in.number();
    int previous = in.integer();
    int reached = in.integer();
    boolean undecided = in.number() == 1;
    Map<Long, Long> decided = readInstants(in);
    GoalWindow window = in.number() == 0 ? null : readWindow(in, state);
    EnrolmentWindows track = new EnrolmentWindows(version, previous, reached, window);
    track.undecided(undecided);
    track.decided().putAll(decided);
    return new Enrolment(track, readInstants(in), readTold(in), readAnnounced(in), readMember(in));
  }

  private static Enrolment.Told readTold(BinaryReader in) {
    return new Enrolment.Told(
        in.integer(), in.number(), in.number(), in.number(), in.number(), in.number());
  }

  private static Enrolment.@Nullable Announced readAnnounced(BinaryReader in) {
    return in.number() == 0 ? null : new Enrolment.Announced(in.number(), in.real(), in.fixed());
  }

  private static @Nullable ReportEntry readMember(BinaryReader in) {
    return in.number() == 0 ? null : ReportEntry.read(in);
  }

  private static void write(BinaryWriter out, GoalWindow window, CustomerState state) {
    EntryFacts entry = window.entry();
    Opening opening = window.opening();
    long openedAt = opening.at();
    out.number(openedAt).number(opening.by()).number(opening.inferred() ? 1 : 0);
    writeReached(out, openedAt, window.reachedAt());
    out.number(openedAt - entry.firstEventAt())
        .number(entry.previousWindows())
        .number(entry.reachedWindows())
        .number(entry.targetBefore())
        .real(entry.monthlyPayment())
        .text(entry.plan());
    out.number(window.counts().size());
    window.counts().forEach((name, count) -> out.number(state.numberOf(name)).number(count));
  }

  private static GoalWindow readWindow(BinaryReader in, CustomerState state) {
    Opening opening = new Opening(in.number(), in.integer(), in.number() == 1);
    long reachedAt = readReached(in, opening.at());
    EntryFacts entry =
        new EntryFacts(
            opening.at() - in.number(),
            in.integer(),
            in.integer(),
            in.number(),
            in.real(),
            in.optionalText());
    Map<String, Long> counts = new TreeMap<>();
    for (int left = in.integer(); left > 0; left--) {
      counts.put(state.name(in.integer()), in.number());
    }
    return new GoalWindow(opening, reachedAt, entry, counts);
  }

  /** Writes the starts of windows, each with the instant at which it was reached. */
  private static void writeInstants(BinaryWriter out, Map<Long, Long> windows) {
    out.number(windows.size());
    windows.forEach(
        (openedAt, reachedAt) -> writeReached(out.number(openedAt), openedAt, reachedAt));
  }

  private static Map<Long, Long> readInstants(BinaryReader in) {
    Map<Long, Long> windows = new TreeMap<>();
    for (int left = in.integer(); left > 0; left--) {
      long openedAt = in.number();
      windows.put(openedAt, readReached(in, openedAt));
    }
    return windows;
  }

  /** A window is never reached before it opens, so negative numbers mean not reached or refused. */
  private static void writeReached(BinaryWriter out, long openedAt, long reachedAt) {
    if (reachedAt == GoalWindow.NOT_REACHED) {
      out.number(-1);
    } else {
      out.number(reachedAt == EnrolmentWindows.REFUSED ? -2 : reachedAt - openedAt);
    }
  }

  private static long readReached(BinaryReader in, long openedAt) {
    long after = in.number();
    if (after >= 0) {
      return openedAt + after;
    }
    return after == -1 ? GoalWindow.NOT_REACHED : EnrolmentWindows.REFUSED;
  }
}
