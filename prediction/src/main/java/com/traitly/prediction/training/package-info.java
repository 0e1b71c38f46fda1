/**
 * Learns one goal from messages about its windows, one calendar step at a time. The same windows
 * give the same model to the bit, in whatever order and however often the messages arrive. Start
 * reading at {@link com.traitly.prediction.training.Trainer}.
 */
@NullMarked
package com.traitly.prediction.training;

import org.jspecify.annotations.NullMarked;
