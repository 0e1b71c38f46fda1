/**
 * The stream topology: one processor applies each fact to its customer, a second one trains.
 *
 * <p>The only package here that knows Kafka Streams. Start reading at {@link
 * com.traitly.processor.topology.ProcessorTopology}.
 */
@NullMarked
package com.traitly.processor.topology;

import org.jspecify.annotations.NullMarked;
