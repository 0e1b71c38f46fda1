package com.traitly.processor.report;

import com.traitly.contracts.model.AccountKey;
import com.traitly.streams.list.Keys;
import org.apache.kafka.common.utils.Bytes;

/**
 * Keys of the rows of goals' reports. They sort by goal, then by kind (figures or places in the
 * list), then by version.
 */
public final class ReportKeys {
  private static final byte[] FIGURE = {1};
  private static final byte[] PLACE = {2};

  private ReportKeys() {}

  /** The prefix of all keys of a goal. */
  static Bytes goal(AccountKey goal) {
    return Bytes.wrap(Keys.text(goal.toString()));
  }

  static AccountKey goalOf(Bytes key) {
    return AccountKey.parse(new Keys.Reader(key.get()).text());
  }

  /** The prefix of all figures of a goal's version; the rest of a key is the figure's number. */
  public static Bytes figures(AccountKey goal, long version) {
    return Keys.join(goal(goal).get(), FIGURE, Keys.number(version));
  }

  /** The key of one figure. */
  public static Bytes figure(AccountKey goal, long version, int figure) {
    return Keys.join(figures(goal, version).get(), Keys.number(figure));
  }

  /** The prefix of all places of a goal's version; the rest sorts by likelihood. */
  public static Bytes places(AccountKey goal, long version) {
    return Keys.join(goal(goal).get(), PLACE, Keys.number(version));
  }

  static Bytes place(AccountKey goal, long version, double likelihood, String customerId) {
    // The bits of non-negative doubles sort as the doubles do.
    long bits = Double.doubleToLongBits(Math.max(0.0, likelihood));
    return Keys.join(places(goal, version).get(), Keys.number(bits), Keys.text(customerId));
  }

  /** The customer of a {@link #places place}. */
  public static String placedCustomer(Bytes place) {
    Keys.Reader key = new Keys.Reader(place.get());
    key.text();
    key.skip(PLACE.length);
    key.number();
    key.number();
    return key.text();
  }

  /** The prefix of the figures of all versions. */
  static Bytes allFigures(AccountKey goal) {
    return Keys.join(goal(goal).get(), FIGURE);
  }

  /** The prefix of the places of all versions. */
  static Bytes allPlaces(AccountKey goal) {
    return Keys.join(goal(goal).get(), PLACE);
  }
}
