/**
 * Takes what the SDKs of Segment and RudderStack send, so that they work by changing the host:
 * their addresses, where they put the API key, and the answers they need. Start reading at {@link
 * com.traitly.gateway.segment.SegmentRoutes}.
 */
@NullMarked
package com.traitly.gateway.segment;

import org.jspecify.annotations.NullMarked;
