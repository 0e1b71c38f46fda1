/**
 * The embedded default: all four services and a real broker in one JVM, on the loopback address.
 *
 * <p>Start reading at {@link com.traitly.standalone.Standalone}.
 */
@NullMarked
package com.traitly.standalone;

import org.jspecify.annotations.NullMarked;
