package com.traitly.sender.outbox;

import com.traitly.contracts.model.AccountKey;

/**
 * The deliveries of one customer to one endpoint; they go one after the other.
 *
 * @param endpoint account and endpoint id
 * @param customerId the customer's
 */
public record DeliveryKey(AccountKey endpoint, String customerId) {}
