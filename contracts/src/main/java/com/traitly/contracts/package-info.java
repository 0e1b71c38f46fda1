/** The shared language of the processes; see the packages below. */
@org.jspecify.annotations.NullMarked
package com.traitly.contracts;
