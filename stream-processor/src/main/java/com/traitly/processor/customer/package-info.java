/**
 * All that is kept of one customer: totals, profile history, goal tracks and the packed timeline.
 *
 * <p>Plain Java without Kafka. Start reading at {@link
 * com.traitly.processor.customer.CustomerState}.
 */
@NullMarked
package com.traitly.processor.customer;

import org.jspecify.annotations.NullMarked;
