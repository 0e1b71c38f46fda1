package com.traitly.processor.customer;

import com.traitly.processor.goals.ProfileHistory;
import com.traitly.processor.goals.ProfileHistory.Entry;
import com.traitly.processor.goals.ProfileHistory.Moment;
import com.traitly.processor.goals.ProfileHistory.Origin;
import com.traitly.processor.goals.ProfileValue;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The history of a profile as bytes; the first byte is the format's version. Stateless. */
final class ProfileHistoryCodec {
  private static final int VERSION = 1;

  private ProfileHistoryCodec() {}

  static byte[] write(ProfileHistory history) {
    Origin origin = history.origin();
    BinaryWriter out = new BinaryWriter(VERSION);
    out.number(origin.facts()).number(origin.undatedAt()).number(origin.firstAt());
    Moment createdBy = origin.createdBy();
    out.number(createdBy == null ? 0 : createdBy.fact());
    if (createdBy != null) {
      out.number(createdBy.at()).number(origin.createdAt()).number(origin.countedAt());
    }
    long base = origin.firstAt();
    out.number(history.clears().size());
    history.clears().forEach(each -> write(out, each, base));
    out.number(history.names().size());
    for (String name : history.names()) {
      List<Entry> entries = history.entries(name);
      out.text(name).number(entries.size());
      for (Entry entry : entries) {
        write(out, entry.since(), base);
        out.number(entry.value().kind().code()).text(entry.value().text());
      }
    }
    return out.bytes();
  }

  static ProfileHistory read(byte @Nullable [] bytes) {
    ProfileHistory history = new ProfileHistory();
    if (bytes == null) {
      return history;
    }
    BinaryReader in = new BinaryReader(bytes, VERSION);
    history.origin(readOrigin(in));
    long base = history.origin().firstAt();
    for (int left = in.integer(); left > 0; left--) {
      history.clear(readMoment(in, base));
    }
    for (int names = in.integer(); names > 0; names--) {
      String name = in.text();
      for (int left = in.integer(); left > 0; left--) {
        Moment since = readMoment(in, base);
        history.set(name, since, ProfileValue.of(ProfileValue.Kind.of(in.integer()), in.text()));
      }
    }
    return history;
  }

  private static Origin readOrigin(BinaryReader in) {
    int facts = in.integer();
    long undatedAt = in.number();
    long firstAt = in.number();
    int by = in.integer();
    return by == 0
        ? new Origin(facts, undatedAt, firstAt, null, firstAt, firstAt)
        : new Origin(
            facts, undatedAt, firstAt, new Moment(in.number(), by), in.number(), in.number());
  }

  /** Writes the instant relative to the first one: most are near it, so the number is short. */
  private static void write(BinaryWriter out, Moment moment, long base) {
    out.number(moment.at() - base).number(moment.fact());
  }

  private static Moment readMoment(BinaryReader in, long base) {
    return new Moment(in.number() + base, in.integer());
  }
}
