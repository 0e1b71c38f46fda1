/**
 * Applies new, changed and deleted goals to the customers already stored, and learns goals anew
 * when history came late, in turns limited by a time budget, so that live records are not held up.
 * Drafts are only backtested: no customer enters them. Start reading at {@link
 * com.traitly.processor.replay.GoalReplay}.
 */
@NullMarked
package com.traitly.processor.replay;

import org.jspecify.annotations.NullMarked;
