/**
 * Wires the stream-processor: read its topics, apply each fact to its customer, send what follows,
 * train. Read it from top to bottom; the rules are in the packages it calls. Start reading at
 * {@link com.traitly.processor.topology.ProcessorTopology}.
 */
@NullMarked
package com.traitly.processor.topology;

import org.jspecify.annotations.NullMarked;
