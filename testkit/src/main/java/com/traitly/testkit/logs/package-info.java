/**
 * Public event logs, kept outside the repository, and the goals that are predicted on them. It
 * knows no model and no topic. Start reading at {@link com.traitly.testkit.logs.PublicLog}.
 */
@NullMarked
package com.traitly.testkit.logs;

import org.jspecify.annotations.NullMarked;
