/**
 * Turns a customer's events and the facts known at entry into the numbers that a model looks at, as
 * of any instant of a window. All scales are fixed, so features never depend on the data seen
 * first. Start reading at {@link com.traitly.prediction.features.Timeline}.
 */
@NullMarked
package com.traitly.prediction.features;

import org.jspecify.annotations.NullMarked;
