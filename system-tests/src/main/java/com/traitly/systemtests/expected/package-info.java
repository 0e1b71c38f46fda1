/**
 * What the product must show of what it accepted, by the rules of its documentation alone. It
 * shares no code with the product: it reads JSON and fills in messages by itself.
 *
 * <p>Start reading at {@link com.traitly.systemtests.expected.Profile}.
 */
@NullMarked
package com.traitly.systemtests.expected;

import org.jspecify.annotations.NullMarked;
