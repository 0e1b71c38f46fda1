/**
 * What Traitly promises, as objects that are told what callers did and saw, and say whether that
 * keeps the promise. They know HTTP answers, no process.
 */
@NullMarked
package com.traitly.testkit.guarantee;

import org.jspecify.annotations.NullMarked;
