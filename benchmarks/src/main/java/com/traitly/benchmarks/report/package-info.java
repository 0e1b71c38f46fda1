/** What measurements share: where they were taken, and a place for their data. */
@NullMarked
package com.traitly.benchmarks.report;

import org.jspecify.annotations.NullMarked;
