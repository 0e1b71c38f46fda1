package com.traitly.standalone;

import com.traitly.platform.auth.ApiKeys;
import com.traitly.platform.config.Formats;
import com.traitly.platform.lifecycle.StartupFailure;
import com.traitly.platform.secret.MasterKeys;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.Set;
import java.util.function.Supplier;

/**
 * The directory of everything that is kept between runs.
 *
 * @param path an existing, writable directory
 */
record DataDirectory(Path path) {
  private static final String KEY_FILE = "api-key";
  private static final String SECRET_KEY_FILE = "secret-key";

  /**
   * The directory, created when missing.
   *
   * @throws StartupFailure when it cannot be written
   */
  static DataDirectory at(String text) {
    Path path = Path.of(text).toAbsolutePath().normalize();
    try {
      Files.createDirectories(path);
      Files.delete(Files.createTempFile(path, "writable", ""));
      return new DataDirectory(path);
    } catch (IOException e) {
      throw new StartupFailure(
          "Data directory "
              + path
              + " cannot be written: give yourself the right to, or set"
              + " TRAITLY_DATA_DIR to a directory you may write.",
          e);
    }
  }

  /**
   * The admin API key: the configured one, or that of the last run, or a new one in a file that
   * only its owner can read.
   */
  String apiKey(String configured) {
    return configured.isEmpty() ? checked(kept(KEY_FILE, ApiKeys::generate)) : configured;
  }

  /**
   * The key that signing secrets are encrypted with: that of the last run, or a new one. Whoever
   * loses it has to rotate the secrets of all webhook endpoints.
   */
  String secretKey() {
    return kept(SECRET_KEY_FILE, MasterKeys::generate);
  }

  private String checked(String key) {
    try {
      return Formats.token(key);
    } catch (IllegalArgumentException e) {
      throw new StartupFailure(
          "The API key in %s %s; without the file a new one is made."
              .formatted(path.resolve(KEY_FILE), e.getMessage()),
          e);
    }
  }

  private String kept(String name, Supplier<String> make) {
    Path file = path.resolve(name);
    try {
      if (Files.exists(file) && Files.size(file) > 0) {
        return Files.readString(file).strip();
      }
      String key = make.get();
      Files.writeString(file, "");
      if (Files.getFileStore(file).supportsFileAttributeView("posix")) {
        Files.setPosixFilePermissions(
            file, Set.of(PosixFilePermission.OWNER_READ, PosixFilePermission.OWNER_WRITE));
      }
      Files.writeString(file, key + "\n");
      return key;
    } catch (IOException e) {
      throw new StartupFailure(
          "The key in " + file + " cannot be read or written: check its permissions.", e);
    }
  }
}
