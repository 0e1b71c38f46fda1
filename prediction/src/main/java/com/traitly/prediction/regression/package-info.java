/**
 * Bayesian logistic regression learnt one example at a time, and the mixture of a slow and a fast
 * learner that a goal uses. It knows features only as an array of numbers. Start reading at {@link
 * com.traitly.prediction.regression.Mixture}.
 */
@NullMarked
package com.traitly.prediction.regression;

import org.jspecify.annotations.NullMarked;
