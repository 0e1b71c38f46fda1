package com.traitly.cli;

import picocli.CommandLine.IVersionProvider;

/** The version from the manifest of our jar. */
final class Version implements IVersionProvider {
  @Override
  public String[] getVersion() {
    String version = Traitly.class.getPackage().getImplementationVersion();
    return new String[] {"traitly " + (version == null ? "(unpackaged)" : version)};
  }
}
