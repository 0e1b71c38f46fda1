/**
 * Checks what Traitly promises. Each object records what callers did and saw, and says whether that
 * keeps the promise. It knows HTTP answers, but no process.
 */
@NullMarked
package com.traitly.testkit.guarantee;

import org.jspecify.annotations.NullMarked;
