/**
 * The read models: how events and profiles become indexed stores, and how pages are read from them.
 *
 * <p>Knows nothing of HTTP. Start reading at {@link com.traitly.query.readmodel.ReadTopology}.
 */
@NullMarked
package com.traitly.query.readmodel;

import org.jspecify.annotations.NullMarked;
