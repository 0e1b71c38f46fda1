package com.traitly.systemtests.offers;

import com.traitly.testkit.draw.Choices;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;

/** What a request writes or asks for: how often it is drawn, where it goes, and by which rule. */
public enum OfferKind {
  EVENTS(60, "POST", "/event", "event"),
  CUSTOMERS(20, "POST", "/customer", "customer"),
  CUSTOMER_CHANGE(9, "PATCH", "/customer/", "customer-change"),
  /** A read, which stores nothing. */
  READ(5, "GET", "", "read"),
  GOAL(2, "PUT", "/goal/", "goal"),
  GOAL_POST(1, "POST", "/goal", "goal"),
  ENDPOINT(1, "POST", "/webhook", "endpoint"),
  /** A change of an endpoint that exists; never drawn by itself, as the next. */
  ENDPOINT_CHANGE(0, "PATCH", "/webhook/", "endpoint-change"),
  ROTATION(0, "POST", "/webhook/", "rotation"),
  TOKEN(1, "POST", "/token", "token"),
  /** A redrive or a replay that finds nothing to do. */
  COMMAND(1, "POST", "", "command");

  private static final List<OfferKind> ALL = all();

  private final int share;
  private final String method;
  private final String path;
  private final String rule;

  /** A row; the shares add up to a hundred. */
  OfferKind(int share, String method, String path, String rule) {
    this.share = share;
    this.method = method;
    this.path = path;
    this.rule = rule;
  }

  /** Draws one by its share. */
  static OfferKind drawn(Choices choose) {
    return choose.of(ALL);
  }

  /** Returns the method of its requests. */
  public String method() {
    return method;
  }

  /** Returns the path below the API's base, or its beginning; empty when the rule draws it. */
  String path() {
    return path;
  }

  /** Returns the name of the rule by which an item is drawn. */
  String rule() {
    return rule;
  }

  /** Says whether it goes to the account whose definitions are written. */
  public boolean defines() {
    return compareTo(GOAL) >= 0;
  }

  /** Says whether it writes a goal. */
  public boolean isGoal() {
    return this == GOAL || this == GOAL_POST;
  }

  /** Says whether what is accepted is stored. */
  public boolean stores() {
    return this != READ && this != COMMAND;
  }

  /** Says whether one body may have several items. */
  public boolean takesSeveral() {
    return this == EVENTS || this == CUSTOMERS;
  }

  /** Says whether it takes {@code validate} or {@code dry_run}. */
  boolean canOnlyCheck() {
    return defines() ? isGoal() : this != READ;
  }

  private static List<OfferKind> all() {
    List<OfferKind> all = new ArrayList<>();
    Arrays.stream(values()).forEach(each -> all.addAll(Collections.nCopies(each.share, each)));
    return all;
  }
}
