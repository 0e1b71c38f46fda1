/**
 * Names of meters, and the registry they are scraped from.
 *
 * <p>Start reading at {@link com.traitly.platform.metrics.MeterNames}.
 */
@NullMarked
package com.traitly.platform.metrics;

import org.jspecify.annotations.NullMarked;
