package com.traitly.systemtests.sdk;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** The SDKs, each with the program that uses it; packages are installed when first needed. */
enum Sdk {
  SEGMENT_NODE("segment.mjs"),
  SEGMENT_BROWSER("browser.mjs"),
  RUDDER_NODE("rudder.mjs"),
  SEGMENT_JAVA(
      "com.segment.analytics.java", "3.5.4", "com.segment.analytics", "Analytics", "endpoint"),
  RUDDER_JAVA(
      "com.rudderstack.sdk.java.analytics",
      "3.1.2",
      "com.rudderstack.sdk.java.analytics",
      "RudderAnalytics",
      "setDataPlaneUrl"),
  PYTHON_WIRE("python.py");

  private static final Path PROGRAMS = Path.of("src/test/sdk").toAbsolutePath();
  private static final Path INSTALLED = Path.of("target/sdks").toAbsolutePath();
  private static final long PATIENCE_MINUTES = 4;
  private static final List<String> CHROMIUM =
      List.of("/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome");

  private final String program;
  private final String group;
  private final String version;
  private final String ofPackage;
  private final String type;
  private final String url;

  Sdk(String program) {
    this.program = program;
    group = "";
    version = "";
    ofPackage = "";
    type = "";
    url = "";
  }

  Sdk(String group, String version, String of, String type, String url) {
    program = "Sender.java";
    this.group = group;
    this.version = version;
    ofPackage = of;
    this.type = type;
    this.url = url;
  }

  /** It cannot be had here; the message says why. */
  static final class Missing extends Exception {
    private Missing(String reason) {
      super(reason);
    }
  }

  /** The start of its users' ids. */
  String prefix() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /**
   * The command that runs its program, without arguments.
   *
   * @throws Missing when something that it needs cannot be installed
   */
  List<String> command() throws Missing, IOException, InterruptedException {
    if (program.endsWith(".py")) {
      return List.of("python3", PROGRAMS.resolve(program).toString());
    }
    return program.endsWith(".mjs") ? node() : java();
  }

  /** What its program is told beside arguments. */
  Map<String, String> environment() throws Missing {
    return this == SEGMENT_BROWSER ? Map.of("CHROMIUM", chromium()) : Map.of();
  }

  private List<String> node() throws Missing, IOException, InterruptedException {
    Path home = INSTALLED.resolve("node");
    Files.createDirectories(home);
    try (Stream<Path> files = Files.list(PROGRAMS.resolve("node"))) {
      for (Path each : files.toList()) {
        Files.write(home.resolve(each.getFileName().toString()), Files.readAllBytes(each));
      }
    }
    if (!Files.isDirectory(home.resolve("node_modules"))) {
      run(home, "npm", "install", "--no-audit", "--no-fund", "--ignore-scripts");
    }
    return List.of("node", home.resolve(program).toString());
  }

  private List<String> java() throws Missing, IOException, InterruptedException {
    Path home = INSTALLED.resolve(group);
    Files.createDirectories(home);
    if (!Files.isDirectory(home.resolve("lib"))) {
      run(
          home,
          "mvn",
          "-q",
          "-f",
          PROGRAMS.resolve("java/pom.xml").toString(),
          "-Dsdk.group=" + group,
          "-Dsdk.version=" + version,
          "dependency:copy-dependencies",
          "-DoutputDirectory=" + home.resolve("lib"));
    }
    String source = Files.readString(PROGRAMS.resolve("java/Sender.java"));
    Map<String, String> words = Map.of("SDK.PACKAGE", ofPackage, "SDK.CLASS", type, "SDK.URL", url);
    for (Map.Entry<String, String> word : words.entrySet()) {
      source = source.replace(word.getKey(), word.getValue());
    }
    Path sender = home.resolve("Sender.java");
    Files.writeString(sender, source);
    return List.of(
        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
        "-Xmx128m",
        "-cp",
        home.resolve("lib") + "/*",
        sender.toString());
  }

  private static String chromium() throws Missing {
    return CHROMIUM.stream()
        .filter(each -> Files.isExecutable(Path.of(each)))
        .findFirst()
        .orElseThrow(() -> new Missing("Chromium is not installed (Debian's package chromium)"));
  }

  private static void run(Path home, String... command)
      throws Missing, IOException, InterruptedException {
    List<String> line = new ArrayList<>(List.of(command));
    Path log = home.resolve("install.log");
    Process process;
    try {
      process =
          new ProcessBuilder(line)
              .directory(home.toFile())
              .redirectErrorStream(true)
              .redirectOutput(log.toFile())
              .start();
    } catch (IOException e) {
      throw new Missing("there is no " + command[0] + " here: " + e.getMessage());
    }
    if (!process.waitFor(PATIENCE_MINUTES, TimeUnit.MINUTES)) {
      process.destroyForcibly();
      throw new Missing(String.join(" ", command) + " did not end");
    }
    if (process.exitValue() != 0) {
      String said = new String(Files.readAllBytes(log), StandardCharsets.UTF_8);
      throw new Missing(String.join(" ", command) + " failed: " + said);
    }
  }
}
