/**
 * How many signed deliveries the webhook-sender makes from its outbox, beside a bare asynchronous
 * client on the same sink; what counts is what the sink received. And what a dead and a slow
 * endpoint do to the others. Start reading at {@link com.traitly.benchmarks.delivery.DeliveryBench}
 * and {@link com.traitly.benchmarks.delivery.IsolationBench}.
 */
@NullMarked
package com.traitly.benchmarks.delivery;

import org.jspecify.annotations.NullMarked;
