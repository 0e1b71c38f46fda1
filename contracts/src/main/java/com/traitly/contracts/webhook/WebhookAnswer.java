package com.traitly.contracts.webhook;

import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * What came of a {@link WebhookCommand}.
 *
 * @param id the command's
 * @param body what to answer, or with {@code error} why nothing was done
 */
public record WebhookAnswer(String id, ObjectNode body) {}
