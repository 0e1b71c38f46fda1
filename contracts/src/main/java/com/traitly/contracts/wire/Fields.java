package com.traitly.contracts.wire;

/** JSON field names that more than one codec uses. */
public final class Fields {
  public static final String ACCOUNT = "account";
  public static final String CUSTOMER_ID = "customer_id";
  public static final String ANONYMOUS_ID = "anonymous_id";
  public static final String NAME = "name";
  public static final String CREATED_AT = "created_at";
  public static final String EVENT_ID = "event_id";
  public static final String RECEIVED_AT = "received_at";
  public static final String UPDATED_AT = "updated_at";
  public static final String PROPERTIES = "properties";
  public static final String SUCCESS = "success";
  public static final String EMAIL = "email";
  public static final String PLAN = "plan";
  public static final String MONTHLY_PAYMENT_AMOUNT = "monthly_payment_amount";
  public static final String LOCATION = "location";
  public static final String PHONE_NUMBER = "phone_number";
  public static final String ORGANISATION_ID = "organisation_id";
  public static final String CUSTOM_ATTRIBUTES = "custom_attributes";
  public static final String GOAL_NAME = "goal_name";
  public static final String EVENT_NAME = "event_name";
  public static final String GOAL_ENDS_AT = "goal_ends_at";
  public static final String INFERRED = "inferred";
  public static final String LIKELIHOOD = "likelihood";
  public static final String DATA = "data";
  public static final String META = "meta";
  public static final String METADATA = "metadata";
  public static final String OBJECT = "object";
  public static final String TIMESTAMP = "timestamp";

  private Fields() {}
}
