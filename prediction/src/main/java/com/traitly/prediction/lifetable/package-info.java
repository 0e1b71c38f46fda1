/**
 * Estimates how often windows of a goal are reached by their age, whatever the customers did: a
 * Kaplan-Meier estimate with a prior and exponential forgetting. It gives the base rate from the
 * first day on. Start reading at {@link com.traitly.prediction.lifetable.LifeTable}.
 */
@NullMarked
package com.traitly.prediction.lifetable;

import org.jspecify.annotations.NullMarked;
