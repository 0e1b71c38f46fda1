/**
 * What an answer means for a delivery and for its endpoint: plain functions of what happened and
 * when.
 *
 * <p>It knows neither Kafka nor HTTP clients. Start reading at {@link
 * com.traitly.sender.rules.OutcomeRules}.
 */
@NullMarked
package com.traitly.sender.rules;

import org.jspecify.annotations.NullMarked;
