/**
 * What is counted and listed of a goal's customers, kept as each of them is settled.
 *
 * <p>Plain Java without Kafka. Start reading at {@link com.traitly.processor.members.Member}.
 */
@NullMarked
package com.traitly.processor.members;

import org.jspecify.annotations.NullMarked;
