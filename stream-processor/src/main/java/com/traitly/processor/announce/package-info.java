/**
 * From progress to a recommendation, and whether it is worth announcing.
 *
 * <p>Plain Java without Kafka. Start reading at {@link com.traitly.processor.announce.Recommender}.
 */
@NullMarked
package com.traitly.processor.announce;

import org.jspecify.annotations.NullMarked;
