package com.traitly.processor.goals;

import com.traitly.contracts.wire.Fields;

/** Names under which a profile's history keeps its fields. */
public final class ProfileField {
  /** The plan; a fact that gives the plan describes the whole customer. */
  public static final String PLAN = Fields.PLAN;

  /** The monthly payment. */
  public static final String PAYMENT = Fields.MONTHLY_PAYMENT_AMOUNT;

  private static final String ATTRIBUTE = ".";

  private ProfileField() {}

  /** The field name of a custom attribute; no field of the API itself has such a name. */
  public static String attribute(String name) {
    return ATTRIBUTE + name;
  }

  /** Whether the name is that of a custom attribute. */
  public static boolean isAttribute(String field) {
    return field.startsWith(ATTRIBUTE);
  }

  /** Whether goals may look at the field, so that more than its newest value counts. */
  public static boolean hasHistory(String field) {
    return field.equals(PLAN) || field.equals(PAYMENT) || isAttribute(field);
  }

  /** The field that a goal's filter means: {@code plan}, or else a custom attribute. */
  public static String ofFilter(String name) {
    return name.equals(PLAN) ? PLAN : attribute(name);
  }
}
