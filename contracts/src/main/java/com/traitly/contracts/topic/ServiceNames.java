package com.traitly.contracts.topic;

/** Names of the services whose consumer groups others look at; each group is named after one. */
public final class ServiceNames {
  /** Applies facts to customers. */
  public static final String PROCESSOR = "stream-processor";

  /** Delivers webhooks and keeps their log. */
  public static final String SENDER = "webhook-sender";

  private ServiceNames() {}
}
