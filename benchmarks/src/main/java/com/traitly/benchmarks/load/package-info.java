/**
 * HTTP load: as fast as the server answers, or at a fixed rate regardless of the server.
 *
 * <p>It does not know what the requests mean. Start reading at {@link
 * com.traitly.benchmarks.load.Duel}.
 */
@NullMarked
package com.traitly.benchmarks.load;

import org.jspecify.annotations.NullMarked;
