/**
 * What the processors of one stream task work with: the stores, the records to send, the meters and
 * the time for background work. It contains no rules. Start reading at {@link
 * com.traitly.processor.task.ProcessorParts}.
 */
@NullMarked
package com.traitly.processor.task;

import org.jspecify.annotations.NullMarked;
