/**
 * What the processors of one stream task work with: the stores, the records to send, the meters and
 * the time for background work. It contains no rules: {@link
 * com.traitly.processor.task.CustomerUpdater}, where to start reading, writes and sends what was
 * decided.
 */
@NullMarked
package com.traitly.processor.task;

import org.jspecify.annotations.NullMarked;
