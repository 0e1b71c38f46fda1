/**
 * Keeps, for each goal, its figures and the list of its customers by likelihood, and follows each
 * change of a customer. Reports of deleted goals and replaced versions are removed a little at a
 * time. Start reading at {@link com.traitly.processor.report.ReportTable}.
 */
@NullMarked
package com.traitly.processor.report;

import org.jspecify.annotations.NullMarked;
