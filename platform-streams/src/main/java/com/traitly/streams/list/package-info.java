/**
 * Ordered lists that many partitions hold together: keys whose bytes sort as their parts do,
 * bounded scans, and pages that merge.
 *
 * <p>Start reading at {@link com.traitly.streams.list.Page}.
 */
@NullMarked
package com.traitly.streams.list;

import org.jspecify.annotations.NullMarked;
