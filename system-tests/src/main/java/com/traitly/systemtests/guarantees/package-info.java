/**
 * Tests the product's guarantees on separate processes and one broker, while processes are killed,
 * restarted and added. The checks themselves are in testkit. Start reading at {@link
 * com.traitly.systemtests.guarantees.Fleet}.
 */
@NullMarked
package com.traitly.systemtests.guarantees;

import org.jspecify.annotations.NullMarked;
