/**
 * A real Kafka broker inside this JVM, so that one command needs nothing installed besides a JDK.
 * It uses Kafka's server classes and knows nothing of the four services, which know it only by its
 * bootstrap address. Start reading at {@link com.traitly.standalone.broker.EmbeddedBroker}.
 */
@NullMarked
package com.traitly.standalone.broker;

import org.jspecify.annotations.NullMarked;
