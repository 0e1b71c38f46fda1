package com.traitly.sender.address;

import java.io.IOException;

/** The endpoint's name leads to an address that may not be dialled. */
public final class AddressRefused extends IOException {
  AddressRefused(String reason) {
    super(reason);
  }
}
