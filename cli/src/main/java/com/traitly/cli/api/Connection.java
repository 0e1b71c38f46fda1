package com.traitly.cli.api;

import com.traitly.cli.input.UnusableInput;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The options of every subcommand that calls the API: where it is, and with which key. */
public final class Connection {
  private static final Path LOCAL_KEY = Path.of("data", "api-key");

  @Option(
      names = "--url",
      paramLabel = "URL",
      defaultValue = "${env:TRAITLY_URL:-http://127.0.0.1:8080}",
      description = "Address of Traitly; also TRAITLY_URL. Default: ${DEFAULT-VALUE}")
  private URI url = URI.create("http://127.0.0.1:8080");

  @Option(
      names = "--token",
      paramLabel = "KEY",
      description =
          "API key; also TRAITLY_TOKEN. Default: the key in ./data/api-key, if there is one")
  private @Nullable String token;

  @Option(
      names = "--patience",
      paramLabel = "SECONDS",
      defaultValue = "300",
      description =
          "How long to try again while Traitly cannot be reached or is busy. Default: ${DEFAULT-VALUE}")
  private int patience;

  /**
   * Opens a client.
   *
   * @throws UnusableInput when there is no API key, or the address is none
   */
  public TraitlyApi open() throws IOException {
    requireAddress();
    return new TraitlyApi(url, key(), Duration.ofSeconds(patience));
  }

  /**
   * Opens a client of streams.
   *
   * @throws UnusableInput when there is no API key, or the address is none
   */
  public ServerEvents stream(String path) throws IOException {
    requireAddress();
    return new ServerEvents(url, path, key(), Duration.ofSeconds(patience));
  }

  private void requireAddress() {
    if (url.getHost() == null || url.getScheme() == null || !url.getScheme().startsWith("http")) {
      throw new UnusableInput(
          "--url %s is no address; it looks like http://127.0.0.1:8080.".formatted(url));
    }
  }

  /** The address, as it was given. */
  public URI url() {
    return url;
  }

  private String key() throws IOException {
    @Nullable String given = token == null ? System.getenv("TRAITLY_TOKEN") : token;
    if (given != null && !given.isBlank()) {
      return given.strip();
    }
    @Nullable String data = System.getenv("TRAITLY_DATA_DIR");
    Path file = data == null ? LOCAL_KEY : Path.of(data, "api-key");
    if (Files.isReadable(file)) {
      return Files.readString(file).strip();
    }
    throw new UnusableInput(
        "no API key: pass --token, set TRAITLY_TOKEN, or run where ./data/api-key is.");
  }
}
