/**
 * The topics as values: name, key, value, retention and partitions, declared once.
 *
 * <p>Start reading at {@link com.traitly.contracts.topic.Topics}.
 */
@NullMarked
package com.traitly.contracts.topic;

import org.jspecify.annotations.NullMarked;
