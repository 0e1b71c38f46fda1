/**
 * Holds the product to its guarantees: its processes, apart, on one broker, while they are killed,
 * restarted and added. What is promised is written in testkit. Start reading at {@link
 * com.traitly.systemtests.guarantees.Fleet}.
 */
@NullMarked
package com.traitly.systemtests.guarantees;

import org.jspecify.annotations.NullMarked;
