/**
 * What an attempt means for a delivery and for its endpoint: when the delivery is attempted again,
 * how many requests the endpoint may have open, and when it is disabled. Plain functions of what
 * happened and when; they know no Kafka. Start reading at {@link
 * com.traitly.sender.endpoint.OutcomeRules}.
 */
@NullMarked
package com.traitly.sender.endpoint;

import org.jspecify.annotations.NullMarked;
