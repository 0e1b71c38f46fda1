package com.traitly.streams.freshness;

/**
 * A topic whose records reach a state by way of another group: that group reads the topic and
 * writes its results to a source of the state, partition by partition.
 *
 * @param topic the topic that callers write to
 * @param group the group that reads it
 * @param source the topic that this group writes and the state reads
 */
public record Upstream(String topic, String group, String source) {}
