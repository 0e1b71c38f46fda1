package com.traitly.sender.outbox;

import com.traitly.contracts.model.AccountKey;

/**
 * An endpoint and a customer; deliveries of one key go one after the other.
 *
 * @param endpoint account and endpoint id
 * @param customerId id of the customer
 */
public record DeliveryKey(AccountKey endpoint, String customerId) {}
