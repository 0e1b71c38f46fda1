package com.traitly.contracts.intent;

import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Finds, beside a required field that is missing, the field by which the caller most likely meant
 * it: another spelling, a slip, or the name that other products use. Pure.
 */
public final class MeantField {
  /** What other products call these fields, without case and separators. */
  private static final Map<String, Set<String>> ELSEWHERE =
      Map.of(
          "customer_id",
          Set.of("userid", "user", "uid", "id", "customer", "clientid", "contactid", "distinctid"),
          "name",
          Set.of("event", "eventname", "eventtype", "type", "action", "fullname", "username"),
          "event_name",
          Set.of("event", "name", "action"),
          "email",
          Set.of("mail", "emailaddress", "useremail"),
          "plan",
          Set.of("planname", "planid", "tier", "subscription", "package"),
          "url",
          Set.of("uri", "endpoint", "target", "callback", "callbackurl", "webhookurl", "address"),
          "target",
          Set.of("goal", "outcome", "conversion"),
          "window",
          Set.of("days", "duration", "period"),
          "since",
          Set.of("from", "start", "after", "createdafter"));

  private MeantField() {}

  /** The first of the sent fields that may stand for the missing one. */
  public static Optional<String> amongSent(Iterable<String> sent, String missing) {
    Set<String> elsewhere = ELSEWHERE.getOrDefault(missing, Set.of());
    for (String name : sent) {
      if (!name.equals(missing)
          && (NearName.isNear(missing, name) || elsewhere.contains(NearName.plain(name)))) {
        return Optional.of(name);
      }
    }
    return Optional.empty();
  }
}
