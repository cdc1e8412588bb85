package io.zaiko.cli;

import picocli.CommandLine.IVersionProvider;

/** What {@code --version} prints: Zaiko's version from the jar, and the Java it runs on. */
final class Version implements IVersionProvider {
  @Override
  public String[] getVersion() {
    String version = Version.class.getPackage().getImplementationVersion();
    return new String[] {
      "zaiko " + (version == null ? "(not packaged)" : version), "Java " + Runtime.version()
    };
  }
}
