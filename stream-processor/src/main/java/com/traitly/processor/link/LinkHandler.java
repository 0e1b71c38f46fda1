package com.traitly.processor.link;

import com.traitly.contracts.model.AccountKey;
import com.traitly.contracts.model.CustomerFact;
import com.traitly.contracts.model.Event;
import com.traitly.contracts.model.LinkMessage;
import com.traitly.processor.customer.CustomerState;
import com.traitly.processor.decision.UpdateTrigger;
import com.traitly.processor.task.CustomerRemoval;
import com.traitly.processor.task.OutputRecords;
import com.traitly.streams.node.TaskDeletionTimes;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Carries out links. The customer's partition asks the anonymous id's partition; that one claims
 * the id, sends its events over and passes later ones on. Each step is one record, so it commits
 * whole, together with what it sends. Used on the stream thread only.
 *
 * @param erasures learns here of erased customers of other partitions
 */
public record LinkHandler(
    LinkStore links,
    KeptEvents kept,
    CustomerRemoval removal,
    OutputRecords outputs,
    TaskDeletionTimes erasures) {
  private static final int EVENTS_A_RECORD = 100;

  /**
   * The customer whose the events of an id are; null when they are its own.
   *
   * @param state of the id; a claimed id has none
   */
  public @Nullable AccountKey claimer(AccountKey id, @Nullable CustomerState state) {
    return state == null && links.of(id) instanceof LinkState.Claimed(String customerId)
        ? new AccountKey(id.account(), customerId)
        : null;
  }

  /** Whether an id is an anonymous id that a customer has claimed. */
  public boolean isClaimed(AccountKey id) {
    return links.of(id) instanceof LinkState.Claimed;
  }

  /** Keeps an event of an id that is not known, because a link may move it. */
  public void keep(AccountKey id, CustomerState state, Event event, long offset) {
    if (state.createdAt().isEmpty() && links.of(id) instanceof LinkState.Unlinked) {
      kept.keep(id, offset, event);
    }
  }

  /** Sends events to the customer whose they are. */
  public void passOn(AccountKey customer, List<Event> events, UpdateTrigger cause) {
    List<Event> own = events.stream().map(each -> of(customer, each)).toList();
    outputs.link(customer.account(), new LinkMessage.Events(customer.id(), own), cause);
  }

  /**
   * Asks for an anonymous id, unless the customer has done so before.
   *
   * @throws IllegalArgumentException when the link is refused, with the reason
   */
  public void link(AccountKey customer, CustomerFact.Link link, UpdateTrigger cause) {
    String anonymousId = link.anonymousId();
    boolean asked = links.hasAsked(customer, anonymousId);
    if (isAccepted(LinkRule.ofLink(link, links.of(customer), asked))) {
      links.ask(customer, anonymousId);
      var claim = new LinkMessage.Claim(anonymousId, customer.id(), link.receivedAt());
      outputs.link(customer.account(), claim, cause);
    }
  }

  /**
   * Gives an anonymous id to the customer who claims it. A claim from before the customer's
   * erasure, which is read late or sent again, does nothing: it would bring the customer back.
   *
   * @param state of the anonymous id
   * @throws IllegalArgumentException when the claim is refused, with the reason
   */
  public void claim(
      AccountKey anonymous,
      @Nullable CustomerState state,
      LinkMessage.Claim claim,
      UpdateTrigger cause) {
    AccountKey customer = new AccountKey(anonymous.account(), claim.customerId());
    if (erasures.cover(customer, claim.receivedAt())) {
      return;
    }
    boolean hasProfile = state != null && state.createdAt().isPresent();
    long since = claim.receivedAt() - LinkRule.SPAN;
    LinkRule.Verdict verdict =
        LinkRule.ofClaim(claim, links.of(anonymous), hasProfile, kept.since(anonymous, since));
    if (isAccepted(verdict)) {
      move(anonymous, since, customer, cause);
      removal.end(anonymous, state, customer.id(), cause);
      links.claim(anonymous, customer.id());
    }
  }

  /** Erases an anonymous id with its customer, whom it may have been refused to. */
  public void release(AccountKey anonymous, LinkMessage.Release release, UpdateTrigger cause) {
    erasures.remember(
        new AccountKey(anonymous.account(), release.customerId()), release.erasedAt());
    if (links.of(anonymous) instanceof LinkState.Claimed(String customerId)
        && customerId.equals(release.customerId())) {
      links.forget(anonymous);
      removal.erase(anonymous, release.erasedAt(), cause);
    }
  }

  /** Forgets the links of a customer who is erased, and has the anonymous ids erased too. */
  public void erase(AccountKey customer, long erasedAt, UpdateTrigger cause) {
    kept.remove(customer);
    for (String anonymousId : links.forget(customer)) {
      var release = new LinkMessage.Release(anonymousId, customer.id(), erasedAt);
      outputs.link(customer.account(), release, cause);
    }
  }

  private static boolean isAccepted(LinkRule.Verdict verdict) {
    return switch (verdict) {
      case LinkRule.Verdict.Accepted accepted -> true;
      case LinkRule.Verdict.Repeated repeated -> false;
      case LinkRule.Verdict.Refused(String reason) -> throw new IllegalArgumentException(reason);
    };
  }

  /** Several events to a record, so that the customer's goals are computed once for all of them. */
  private void move(AccountKey anonymous, long since, AccountKey customer, UpdateTrigger cause) {
    List<Event> next = new ArrayList<>();
    kept.take(
        anonymous,
        since,
        event -> {
          next.add(event);
          if (next.size() == EVENTS_A_RECORD) {
            passOn(customer, next, cause);
            next.clear();
          }
        });
    if (!next.isEmpty()) {
      passOn(customer, next, cause);
    }
  }

  private static Event of(AccountKey customer, Event event) {
    return new Event(
        customer.id(),
        event.name(),
        event.occurredAt(),
        event.receivedAt(),
        event.eventId(),
        event.properties());
  }
}
