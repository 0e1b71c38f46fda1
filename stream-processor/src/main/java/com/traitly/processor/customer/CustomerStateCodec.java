package com.traitly.processor.customer;

import com.traitly.contracts.model.Scalar;
import com.traitly.processor.codec.BinaryReader;
import com.traitly.processor.codec.BinaryWriter;
import com.traitly.processor.goals.GoalTrack;
import com.traitly.processor.goals.GoalWindow;
import com.traitly.processor.goals.ProfileVersion;
import com.traitly.processor.goals.TimelineEntry;
import com.traitly.processor.members.Member;
import com.traitly.processor.prediction.EntryFacts;
import java.math.BigDecimal;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** A customer's state as bytes; the first byte is the format's version. Stateless. */
public final class CustomerStateCodec {
  private static final int VERSION = 3;
  private static final char TEXT = 't';
  private static final char NUMERAL = 'n';
  private static final char FLAG = 'f';

  private CustomerStateCodec() {}

  /** The bytes of a state. */
  public static byte[] write(CustomerState state) {
    BinaryWriter out = new BinaryWriter(VERSION);
    out.number(state.firstEventAt())
        .number(state.lastEventAt())
        .number(state.chunks())
        .number(state.sequence())
        .number(state.loadedAt())
        .number(state.dueAt())
        .number(state.formerChunks())
        .number(state.idBuckets());
    out.number(state.createdAt().isPresent() ? 1 : 0).number(state.createdAt().orElse(0));
    out.number(state.profiles().size());
    state.profiles().forEach(profile -> write(out, profile));
    out.number(state.totals().size());
    state
        .totals()
        .forEach((name, total) -> out.text(name).number(total.count()).number(total.lastAt()));
    writeRecent(out, state);
    out.number(state.goals().size());
    state.goals().forEach((name, standing) -> write(out.text(name), standing, state));
    return out.bytes();
  }

  /** Reads {@link #write} of this and all older versions. */
  public static CustomerState read(byte[] bytes) {
    BinaryReader in = new BinaryReader(bytes, VERSION);
    CustomerState state = new CustomerState();
    long first = in.number();
    long last = in.number();
    int chunks = in.integer();
    state.restore(first, last, in.number(), in.number());
    state.due(in.number());
    boolean former = in.version() == 1;
    state.restorePages(chunks, former ? chunks : in.integer(), former ? 0 : in.integer());
    boolean created = in.number() == 1;
    long createdAt = in.number();
    if (created) {
      state.created(createdAt);
    }
    for (int left = in.integer(); left > 0; left--) {
      state.profiles().add(readProfile(in));
    }
    for (int left = in.integer(); left > 0; left--) {
      state.total(in.text(), in.number(), in.number());
    }
    if (!former) {
      readRecent(in, state);
    }
    for (int left = in.integer(); left > 0; left--) {
      state.goals().put(in.text(), readStanding(in, state));
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

  private static void write(BinaryWriter out, ProfileVersion profile) {
    BigDecimal payment = profile.monthlyPayment();
    out.number(profile.from())
        .text(profile.plan())
        .text(payment == null ? null : payment.toString())
        .number(profile.attributes().size());
    profile.attributes().forEach((name, value) -> out.text(name).text(text(value)));
  }

  private static ProfileVersion readProfile(BinaryReader in) {
    long from = in.number();
    String plan = in.optionalText();
    String payment = in.optionalText();
    Map<String, Scalar> attributes = new TreeMap<>();
    for (int left = in.integer(); left > 0; left--) {
      attributes.put(in.text(), scalar(in.text()));
    }
    return new ProfileVersion(
        from, plan, payment == null ? null : new BigDecimal(payment), attributes);
  }

  /** The first character says of which kind it is. */
  private static String text(Scalar value) {
    char kind =
        switch (value) {
          case Scalar.Text text -> TEXT;
          case Scalar.Numeral numeral -> NUMERAL;
          case Scalar.Flag flag -> FLAG;
        };
    return kind + value.shown();
  }

  private static Scalar scalar(String text) {
    String value = text.substring(1);
    return switch (text.charAt(0)) {
      case NUMERAL -> new Scalar.Numeral(new BigDecimal(value));
      case FLAG -> new Scalar.Flag(Boolean.parseBoolean(value));
      default -> new Scalar.Text(value);
    };
  }

  private static void write(BinaryWriter out, GoalStanding standing, CustomerState state) {
    GoalTrack track = standing.track();
    out.number(track.version()).number(track.previousWindows()).number(track.reachedWindows());
    GoalWindow window = track.window();
    out.number(window == null ? 0 : 1);
    if (window != null) {
      write(out, window, state);
    }
    out.number(standing.unreleased().size());
    standing
        .unreleased()
        .forEach((openedAt, reachedAt) ->
            out.number(openedAt).number(reachedAt == GoalWindow.NOT_REACHED ? -1 : reachedAt));
    out.number(standing.releasedThrough());
    GoalStanding.Announced announced = standing.announced();
    out.number(announced == null ? 0 : 1);
    if (announced != null) {
      out.number(announced.openedAt()).real(announced.likelihood()).fixed(announced.actions());
    }
    Member member = standing.member();
    out.number(member == null ? 0 : 1);
    if (member != null) {
      member.write(out);
    }
  }

  private static GoalStanding readStanding(BinaryReader in, CustomerState state) {
    long version = in.number();
    int previous = in.integer();
    int reached = in.integer();
    GoalWindow window = in.number() == 0 ? null : readWindow(in, state);
    Map<Long, Long> unreleased = new TreeMap<>();
    for (int left = in.integer(); left > 0; left--) {
      unreleased.put(in.number(), reached(in));
    }
    return new GoalStanding(
        new GoalTrack(version, previous, reached, window),
        unreleased,
        in.number(),
        readAnnounced(in),
        readMember(in));
  }

  private static GoalStanding.@Nullable Announced readAnnounced(BinaryReader in) {
    return in.number() == 0 ? null : new GoalStanding.Announced(in.number(), in.real(), in.fixed());
  }

  private static @Nullable Member readMember(BinaryReader in) {
    return in.version() < 3 || in.number() == 0 ? null : Member.read(in);
  }

  private static void write(BinaryWriter out, GoalWindow window, CustomerState state) {
    EntryFacts entry = window.entry();
    out.number(window.openedAt()).number(window.reached() ? window.reachedAt() : -1);
    out.number(entry.firstEventAt())
        .number(entry.previousWindows())
        .number(entry.reachedWindows())
        .number(entry.targetBefore())
        .real(entry.monthlyPayment())
        .text(entry.plan());
    out.number(window.counts().size());
    window.counts().forEach((name, count) -> out.number(state.numberOf(name)).number(count));
  }

  private static GoalWindow readWindow(BinaryReader in, CustomerState state) {
    long openedAt = in.number();
    long reachedAt = reached(in);
    EntryFacts entry =
        new EntryFacts(
            in.number(), in.integer(), in.integer(), in.number(), in.real(), in.optionalText());
    Map<String, Long> counts = new TreeMap<>();
    for (int left = in.integer(); left > 0; left--) {
      counts.put(state.name(in.integer()), in.number());
    }
    return new GoalWindow(openedAt, reachedAt, entry, counts);
  }

  private static long reached(BinaryReader in) {
    long reachedAt = in.number();
    return reachedAt < 0 ? GoalWindow.NOT_REACHED : reachedAt;
  }
}
