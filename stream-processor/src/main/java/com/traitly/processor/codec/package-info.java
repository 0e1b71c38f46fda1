/**
 * The compact binary form of private state: variable-length numbers after a version byte.
 *
 * <p>It knows no domain. Start reading at {@link com.traitly.processor.codec.BinaryWriter}.
 */
@NullMarked
package com.traitly.processor.codec;

import org.jspecify.annotations.NullMarked;
