package com.traitly.contracts.webhook;

import java.util.Set;

/**
 * Where an endpoint's deliveries go, and with which headers of its owner's: what everybody may see
 * of it, and sealed the whole of it, because URLs and headers carry tokens.
 *
 * @param shownUrl the URL with what looks secret masked
 * @param headerNames of the owner's headers, whose values are all secret
 * @param sealed URL and headers in full
 */
public record EncryptedDestination(
    String shownUrl, Set<String> headerNames, EncryptedText sealed) {}
