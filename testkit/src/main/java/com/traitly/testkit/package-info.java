/**
 * What every module's tests share: randomness that can be replayed and a receiver that webhooks can
 * be sent to, and in {@code spec} the checks against the description of the API. It knows no Kafka
 * and no service; besides tests only {@code benchmarks} uses it. Start reading at {@link
 * com.traitly.testkit.Seeded} and {@link com.traitly.testkit.WebhookReceiver}.
 */
@NullMarked
package com.traitly.testkit;

import org.jspecify.annotations.NullMarked;
