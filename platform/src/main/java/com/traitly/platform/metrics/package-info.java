/**
 * The names of all meters.
 *
 * <p>Start reading at {@link com.traitly.platform.metrics.MeterNames}.
 */
@NullMarked
package com.traitly.platform.metrics;

import org.jspecify.annotations.NullMarked;
