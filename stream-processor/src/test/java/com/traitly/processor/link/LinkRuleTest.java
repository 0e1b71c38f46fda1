package com.traitly.processor.link;

import static org.assertj.core.api.Assertions.assertThat;

import com.traitly.contracts.model.CustomerFact;
import com.traitly.contracts.model.LinkMessage;
import com.traitly.processor.link.LinkRule.Amount;
import com.traitly.processor.link.LinkRule.Verdict;
import com.traitly.processor.link.LinkRule.Verdict.Accepted;
import com.traitly.processor.link.LinkRule.Verdict.Refused;
import com.traitly.processor.link.LinkRule.Verdict.Repeated;
import com.traitly.processor.link.LinkState.Claimed;
import com.traitly.processor.link.LinkState.Named;
import com.traitly.processor.link.LinkState.Unlinked;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

final class LinkRuleTest {
  private static final Amount NONE = new Amount(0, 0);
  private static final Amount MOST = new Amount(LinkRule.MOST_EVENTS, LinkRule.MOST_BYTES);
  private static final Accepted YES = new Accepted();
  private static final Repeated AGAIN = new Repeated();

  static Stream<Arguments> links() {
    return Stream.of(
        Arguments.of("a", new Unlinked(), false, YES, ""),
        Arguments.of("a", new Named(), false, YES, ""),
        Arguments.of("a", new Named(), true, AGAIN, ""),
        Arguments.of("u", new Unlinked(), false, null, "nothing can be linked to itself"),
        Arguments.of("u", new Named(), false, null, "nothing can be linked to itself"),
        Arguments.of("a", new Claimed("v"), false, null, "link to that customer instead"),
        Arguments.of("a", new Claimed("a"), false, null, "link to that customer instead"));
  }

  @ParameterizedTest
  @MethodSource("links")
  void whereTheCustomerIs(
      String anonymousId,
      LinkState customer,
      boolean asked,
      @Nullable Verdict verdict,
      String reason) {
    check(
        LinkRule.ofLink(new CustomerFact.Link("u", 1, anonymousId), customer, asked),
        verdict,
        reason);
  }

  static Stream<Arguments> claims() {
    return Stream.of(
        Arguments.of(new Unlinked(), false, NONE, YES, ""),
        Arguments.of(new Unlinked(), false, MOST, YES, ""),
        Arguments.of(new Unlinked(), true, NONE, null, "is a known customer"),
        Arguments.of(new Named(), false, NONE, null, "is a known customer"),
        Arguments.of(new Named(), true, NONE, null, "is a known customer"),
        Arguments.of(new Claimed("u"), false, NONE, AGAIN, ""),
        Arguments.of(new Claimed("v"), false, NONE, null, "to one customer for good"),
        Arguments.of(
            new Unlinked(),
            false,
            new Amount(LinkRule.MOST_EVENTS + 1, 0),
            null,
            "more than 10,000 events of the last 30 days"),
        Arguments.of(
            new Unlinked(),
            false,
            new Amount(9, LinkRule.MOST_BYTES + 1),
            null,
            "more than 64 MiB of events"));
  }

  @ParameterizedTest
  @MethodSource("claims")
  void whereTheAnonymousIdIs(
      LinkState anonymous,
      boolean hasProfile,
      Amount amount,
      @Nullable Verdict verdict,
      String reason) {
    var claim = new LinkMessage.Claim("a", "u", 1);

    check(LinkRule.ofClaim(claim, anonymous, hasProfile, amount), verdict, reason);
  }

  /** Whatever the order, at most one of two ids that name each other can claim the other. */
  @Test
  void twoIdsNeverClaimEachOther() {
    LinkState named = new Named();
    var each = new LinkMessage.Claim("a", "b", 1);
    var other = new LinkMessage.Claim("b", "a", 1);

    assertThat(LinkRule.ofClaim(each, named, false, NONE)).isInstanceOf(Refused.class);
    assertThat(LinkRule.ofClaim(other, named, false, NONE)).isInstanceOf(Refused.class);
    assertThat(LinkRule.ofLink(new CustomerFact.Link("a", 1, "b"), new Claimed("b"), false))
        .isInstanceOf(Refused.class);
  }

  private static void check(Verdict verdict, @Nullable Verdict expected, String reason) {
    if (expected == null) {
      assertThat(verdict)
          .isInstanceOfSatisfying(
              Refused.class, refused -> assertThat(refused.reason()).contains(reason));
    } else {
      assertThat(verdict).isEqualTo(expected);
    }
  }
}
