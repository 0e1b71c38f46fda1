/**
 * The results of measurements: figures beside their targets, where they were taken, and how they
 * are written as Markdown and JSON. Start reading at {@link com.traitly.benchmarks.report.Report}.
 */
@NullMarked
package com.traitly.benchmarks.report;

import org.jspecify.annotations.NullMarked;
