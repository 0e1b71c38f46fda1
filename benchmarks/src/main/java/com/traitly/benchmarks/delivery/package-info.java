/**
 * Measures how many signed deliveries the webhook-sender makes from its outbox, beside a bare
 * asynchronous client on the same sink; only what the sink received counts. Also measures how a
 * dead and a slow endpoint affect the others. Start reading at {@link
 * com.traitly.benchmarks.delivery.DeliveryBench} and {@link
 * com.traitly.benchmarks.delivery.IsolationBench}.
 */
@NullMarked
package com.traitly.benchmarks.delivery;

import org.jspecify.annotations.NullMarked;
