/**
 * Exchanges attempts with connected listeners over two topics: one takes requests to the process
 * that holds the listener's connection, the other brings answers back. Start reading at {@link
 * com.traitly.sender.listen.Listeners}.
 */
@NullMarked
package com.traitly.sender.listen;

import org.jspecify.annotations.NullMarked;
