/**
 * Draws texts by the rules of a grammar, so that what is odd about requests is written down as
 * data.
 *
 * <p>Start reading at {@link com.traitly.testkit.draw.Grammar}.
 */
@NullMarked
package com.traitly.testkit.draw;

import org.jspecify.annotations.NullMarked;
