/** The stream-processor: it reads facts, keeps state, and writes likelihoods and next actions. */
@NullMarked
package com.traitly.processor;

import org.jspecify.annotations.NullMarked;
