/**
 * Measures how many lookups are answered, beside a bare read of a store over HTTP, and how long
 * they take while events arrive. Start reading at {@link
 * com.traitly.benchmarks.lookup.LookupBench}.
 */
@NullMarked
package com.traitly.benchmarks.lookup;

import org.jspecify.annotations.NullMarked;
