/**
 * The process that delivers announcements to the endpoints that want them, in order, until each is
 * delivered or given up. This package holds its settings and its topology; it must not know how
 * announcements come about. Start reading at {@link com.traitly.sender.SenderTopology}.
 */
@NullMarked
package com.traitly.sender;

import org.jspecify.annotations.NullMarked;
