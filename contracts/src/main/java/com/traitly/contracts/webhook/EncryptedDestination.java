package com.traitly.contracts.webhook;

import java.util.Set;

/**
 * An endpoint's URL and its owner's headers: what may be shown of them, and all of it encrypted,
 * because URLs and headers carry tokens.
 *
 * @param shownUrl the URL with everything masked that looks secret
 * @param headerNames names of the owner's headers, whose values are all secret
 * @param sealed URL and headers in full, encrypted
 */
public record EncryptedDestination(
    String shownUrl, Set<String> headerNames, EncryptedText sealed) {}
