/**
 * The whole state of one customer: totals, profile history, enrolments in goals and the packed
 * timeline, and how each is stored as bytes. It is plain Java without Kafka. Start reading at
 * {@link com.traitly.processor.customer.CustomerState}.
 */
@NullMarked
package com.traitly.processor.customer;

import org.jspecify.annotations.NullMarked;
