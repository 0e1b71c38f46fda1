/**
 * What the file of sources says, and what becomes of one record by it: taken, passed over or
 * refused. It reads no topic. Start reading at {@link
 * com.traitly.gateway.sources.mapping.RecordMapper}.
 */
@NullMarked
package com.traitly.gateway.sources.mapping;

import org.jspecify.annotations.NullMarked;
