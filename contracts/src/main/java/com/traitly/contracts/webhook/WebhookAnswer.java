package com.traitly.contracts.webhook;

import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * The answer to a {@link WebhookCommand}.
 *
 * @param id the command's id
 * @param body the answer, or in its {@code error} the reason why nothing was done
 */
public record WebhookAnswer(String id, ObjectNode body) {}
