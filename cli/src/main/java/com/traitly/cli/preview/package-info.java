/**
 * What a dry run learns from rows: how full each column is, and which goals their events could
 * predict. It knows nothing of files or of the server. Start reading at {@link
 * com.traitly.cli.preview.GoalProposals}.
 */
@NullMarked
package com.traitly.cli.preview;

import org.jspecify.annotations.NullMarked;
