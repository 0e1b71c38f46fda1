/**
 * Whether a process is ready, and if not, why.
 *
 * <p>Start reading at {@link com.traitly.platform.health.Health}.
 */
@NullMarked
package com.traitly.platform.health;

import org.jspecify.annotations.NullMarked;
