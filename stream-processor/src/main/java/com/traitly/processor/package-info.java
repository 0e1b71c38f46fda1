/** The stream-processor: facts in, state kept, likelihoods and next actions out. */
@NullMarked
package com.traitly.processor;

import org.jspecify.annotations.NullMarked;
