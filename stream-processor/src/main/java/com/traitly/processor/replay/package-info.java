/**
 * Applies new, changed and deleted goals to the customers that are stored already, a time budget at
 * a time beside live traffic. Drafts are only backtested: no customer enters them. Start reading at
 * {@link com.traitly.processor.replay.GoalReplay}.
 */
@NullMarked
package com.traitly.processor.replay;

import org.jspecify.annotations.NullMarked;
