/**
 * Streams of what happens now. All streams of a kind share one reader of its topics, which runs
 * only while somebody listens; each has a bounded queue, so a slow caller misses items and is told
 * how many. A caller who comes back goes on where the connection broke. Start reading at {@link
 * com.traitly.query.live.LiveFeed}.
 */
@NullMarked
package com.traitly.query.live;

import org.jspecify.annotations.NullMarked;
