/**
 * How long goal windows that close, many at once, hold up what comes in. Start reading at {@link
 * com.traitly.benchmarks.due.DueBench}.
 */
@NullMarked
package com.traitly.benchmarks.due;

import org.jspecify.annotations.NullMarked;
