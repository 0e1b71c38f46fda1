/**
 * A service and what it receives: configuration, Kafka, topics, tokens, health, meters, clock.
 *
 * <p>Lets a service run as a process of its own or beside others in one. Start reading at {@link
 * com.traitly.platform.service.Service}.
 */
@NullMarked
package com.traitly.platform.service;

import org.jspecify.annotations.NullMarked;
