package com.traitly.contracts.topic;

/**
 * How far one partition of a source was read.
 *
 * @param offset of the record to be read next
 * @param startedAt when the source was first read, in UNIX milliseconds; where a partition that is
 *     added later begins
 */
public record SourcePosition(long offset, long startedAt) {}
