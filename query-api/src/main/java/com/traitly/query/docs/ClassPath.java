package com.traitly.query.docs;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Properties;

/** Reads the page's files: our own, and those of the viewer that comes as a WebJar. */
final class ClassPath {
  private static final String VIEWER = "/META-INF/maven/org.webjars/swagger-ui/pom.properties";

  private ClassPath() {}

  /** A file beside this class. */
  static byte[] own(String file) {
    return read(file);
  }

  /** A file of Swagger UI; a WebJar has its version in the path. */
  static byte[] viewer(String file) {
    Properties pom = new Properties();
    try {
      pom.load(new ByteArrayInputStream(read(VIEWER)));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return read(
        "/META-INF/resources/webjars/swagger-ui/%s/%s".formatted(pom.getProperty("version"), file));
  }

  private static byte[] read(String resource) {
    try (InputStream in = ClassPath.class.getResourceAsStream(resource)) {
      if (in == null) {
        throw new IllegalStateException(resource + " is missing on the class path");
      }
      return in.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
