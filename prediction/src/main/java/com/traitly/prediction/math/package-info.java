/**
 * The logistic scale and packed symmetric matrices. Every sum has a fixed order and every function
 * comes from {@link StrictMath}, so all machines compute the same bits.
 */
@NullMarked
package com.traitly.prediction.math;

import org.jspecify.annotations.NullMarked;
