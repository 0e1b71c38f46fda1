package com.traitly.contracts.topic;

/** Names of services whose consumer groups other services look at; each group has its name. */
public final class ServiceNames {
  /** Applies facts to customers. */
  public static final String PROCESSOR = "stream-processor";

  /** Delivers webhooks and keeps their log. */
  public static final String SENDER = "webhook-sender";

  private ServiceNames() {}
}
