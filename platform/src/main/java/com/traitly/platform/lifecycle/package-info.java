/**
 * Starting and stopping a process: failures in one sentence, a drain on the way out.
 *
 * <p>Start reading at {@link com.traitly.platform.lifecycle.Launcher}.
 */
@NullMarked
package com.traitly.platform.lifecycle;

import org.jspecify.annotations.NullMarked;
