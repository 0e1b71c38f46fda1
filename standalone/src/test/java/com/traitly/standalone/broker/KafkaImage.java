package com.traitly.standalone.broker;

import static org.junit.jupiter.api.Assumptions.abort;

import com.github.dockerjava.api.exception.DockerException;
import com.github.dockerjava.api.exception.NotFoundException;
import org.testcontainers.DockerClientFactory;

/**
 * The Kafka image the container tests run on. It is never pulled: a test run must not depend on a
 * registry, nor wait minutes for one that does not answer.
 */
final class KafkaImage {
  static final String NAME = "apache/kafka:4.3.1";

  private KafkaImage() {}

  /** Skips the calling test with one line that says why, unless engine and image are here. */
  static void assumePresent() {
    DockerClientFactory docker = DockerClientFactory.instance();
    if (!docker.isDockerAvailable()) {
      skip("no Docker engine answers");
      return;
    }
    try {
      docker.client().inspectImageCmd(NAME).exec();
    } catch (NotFoundException e) {
      skip("the image is not here; `docker pull %s` brings it".formatted(NAME));
    } catch (DockerException e) {
      skip("the Docker engine refuses (%s)".formatted(e.getMessage()));
    }
  }

  private static void skip(String reason) {
    String line = "Tests on %s are skipped: %s.".formatted(NAME, reason);
    System.out.println(line);
    abort(line);
  }
}
