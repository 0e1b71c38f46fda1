package com.traitly.processor.link;

import com.traitly.contracts.model.CustomerFact;
import com.traitly.contracts.model.LinkMessage;
import java.time.Duration;

/**
 * Decides on links. A link is judged twice: where the customer is, which then counts as known, and
 * where the anonymous id is. So no chain of links can be longer than one, and no two ids can claim
 * each other, in whatever order partitions hear of it. Pure.
 */
final class LinkRule {
  /** Most events that a link moves. */
  static final int MOST_EVENTS = 10_000;

  /** Most bytes that these events may have, so that they fit into one transaction. */
  static final long MOST_BYTES = 64L << 20;

  /** How far back from the link events move, in milliseconds. */
  static final long SPAN = Duration.ofDays(30).toMillis();

  private LinkRule() {}

  /** The verdict on a link. */
  sealed interface Verdict {
    /** It is carried out. */
    record Accepted() implements Verdict {}

    /** It was carried out or asked for before. */
    record Repeated() implements Verdict {}

    /** It is refused, and the caller is told why. */
    record Refused(String reason) implements Verdict {}
  }

  /**
   * How much of an anonymous id would move.
   *
   * @param events how many, counted up to one more than may move
   * @param bytes how large these are
   */
  record Amount(int events, long bytes) {}

  /**
   * Judges a link where the customer is.
   *
   * @param customer what links have made of the customer's id
   * @param asked whether this customer asked for this anonymous id before
   */
  static Verdict ofLink(CustomerFact.Link link, LinkState customer, boolean asked) {
    if (link.anonymousId().equals(link.customerId())) {
      return new Verdict.Refused(
          "the anonymous id is the customer's own id; nothing can be linked to itself");
    }
    return switch (customer) {
      case LinkState.Claimed claimed ->
          new Verdict.Refused(
              "this customer is itself an anonymous id that was linked to another customer; link to"
                  + " that customer instead");
      case LinkState.Named named when asked -> new Verdict.Repeated();
      case LinkState.Named named -> new Verdict.Accepted();
      case LinkState.Unlinked unlinked -> new Verdict.Accepted();
    };
  }

  /**
   * Judges a claim where the anonymous id is.
   *
   * @param anonymous what links have made of the anonymous id
   * @param hasProfile whether anything was said about the id as a customer
   */
  static Verdict ofClaim(
      LinkMessage.Claim claim, LinkState anonymous, boolean hasProfile, Amount amount) {
    return switch (anonymous) {
      case LinkState.Claimed(String customerId) when customerId.equals(claim.customerId()) ->
          new Verdict.Repeated();
      case LinkState.Claimed other ->
          new Verdict.Refused(
              "this anonymous id was linked to another customer before, and an anonymous id belongs"
                  + " to one customer for good");
      case LinkState.Named named -> known();
      case LinkState.Unlinked unlinked -> hasProfile ? known() : ofAmount(amount);
    };
  }

  private static Verdict known() {
    return new Verdict.Refused(
        "this id is a known customer, because it has a profile or because an anonymous id was"
            + " linked to it, and a known customer is never merged into another");
  }

  private static Verdict ofAmount(Amount amount) {
    if (amount.events() > MOST_EVENTS) {
      return new Verdict.Refused(
          "this anonymous id has more than 10,000 events of the last 30 days, and a link moves no"
              + " more than that");
    }
    if (amount.bytes() > MOST_BYTES) {
      return new Verdict.Refused(
          "this anonymous id has more than 64 MiB of events of the last 30 days, and a link moves"
              + " no more than that");
    }
    return new Verdict.Accepted();
  }
}
