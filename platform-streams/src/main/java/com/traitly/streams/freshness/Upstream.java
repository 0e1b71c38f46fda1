package com.traitly.streams.freshness;

/**
 * A topic whose records reach a state by way of another group, which reads it and writes what
 * follows to a source of this state, partition by partition.
 *
 * @param topic where callers' writes go
 * @param group who reads it
 * @param source what that group writes of it, and this one reads
 */
public record Upstream(String topic, String group, String source) {}
