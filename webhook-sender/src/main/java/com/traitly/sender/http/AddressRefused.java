package com.traitly.sender.http;

import java.io.IOException;

/** The endpoint's name leads to an address that may not be dialled. */
final class AddressRefused extends IOException {
  AddressRefused(String reason) {
    super(reason);
  }
}
