/**
 * The least that programs on this stack could do; the figures of the product's services are
 * compared with it.
 *
 * <p>Most classes are processes of their own that print a line when they are ready. They check
 * nothing and answer almost nothing.
 */
@NullMarked
package com.traitly.benchmarks.ceiling;

import org.jspecify.annotations.NullMarked;
