/**
 * What learners are told and what they hand out, as records on topics and in stores.
 *
 * <p>Start reading at {@link com.traitly.processor.training.TrainingMessage}.
 */
@NullMarked
package com.traitly.processor.training;

import org.jspecify.annotations.NullMarked;
