/**
 * The least that a server on this stack could do: what the gateway's figures are compared with.
 *
 * <p>Each class is a process of its own that prints where it listens. They check nothing, answer
 * next to nothing, and know nothing of the product's code.
 */
@NullMarked
package com.traitly.benchmarks.ceiling;

import org.jspecify.annotations.NullMarked;
