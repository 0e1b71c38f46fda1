/**
 * Measures how good predictions were, each made before its outcome was known, and decides whether
 * the regression or the life table serves. It uses constant memory. Start reading at {@link
 * com.traitly.prediction.evaluation.ModelEvaluation}.
 */
@NullMarked
package com.traitly.prediction.evaluation;

import org.jspecify.annotations.NullMarked;
