/**
 * Shows what happens now, and brings webhooks to a program behind a firewall. Start reading at
 * {@link com.traitly.cli.live.TailCommand} and {@link com.traitly.cli.live.ListenCommand}.
 */
@NullMarked
package com.traitly.cli.live;

import org.jspecify.annotations.NullMarked;
