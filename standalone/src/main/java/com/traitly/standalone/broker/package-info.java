/**
 * A real Kafka broker inside this JVM, so that one command needs nothing installed beside a JDK.
 * Knows Kafka's server classes and nothing of the four services, which meet it only as a bootstrap
 * address. Start reading at {@link com.traitly.standalone.broker.EmbeddedBroker}.
 */
@NullMarked
package com.traitly.standalone.broker;

import org.jspecify.annotations.NullMarked;
