/**
 * The compact binary form of private state: variable-length numbers, and a version byte in front.
 *
 * <p>Knows no domain. Start reading at {@link com.traitly.processor.codec.BinaryWriter}.
 */
@NullMarked
package com.traitly.processor.codec;

import org.jspecify.annotations.NullMarked;
