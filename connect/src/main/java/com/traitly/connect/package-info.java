/**
 * Rows for databases out of announcements, as a transform that any sink of Kafka Connect can use.
 *
 * <p>It runs in other people's processes, so it knows nothing but the contracts.
 */
@NullMarked
package com.traitly.connect;

import org.jspecify.annotations.NullMarked;
