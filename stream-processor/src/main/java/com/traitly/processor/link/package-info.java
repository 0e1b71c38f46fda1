/**
 * Links anonymous ids to customers: which id belongs to whom, the events that may still move, and
 * the rules. A customer's partition asks, the anonymous id's partition decides and sends its events
 * over. Start reading at {@link com.traitly.processor.link.LinkHandler}.
 */
@NullMarked
package com.traitly.processor.link;

import org.jspecify.annotations.NullMarked;
