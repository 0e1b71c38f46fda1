/**
 * How many signed deliveries the webhook-sender makes from its outbox, beside a bare asynchronous
 * client on the same sink. What counts is what the sink received. Start reading at {@link
 * com.traitly.benchmarks.delivery.DeliveryBench}.
 */
@NullMarked
package com.traitly.benchmarks.delivery;

import org.jspecify.annotations.NullMarked;
