/**
 * Measures how good predictions were, each made before its outcome was known, and decides which of
 * the two likelihoods callers get, the regression's or the life table's. Its memory does not grow
 * with the number of predictions. Start reading at {@link
 * com.traitly.prediction.evaluation.ModelEvaluation}.
 */
@NullMarked
package com.traitly.prediction.evaluation;

import org.jspecify.annotations.NullMarked;
