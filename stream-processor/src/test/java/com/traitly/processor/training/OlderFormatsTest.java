package com.traitly.processor.training;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.smile.databind.SmileMapper;
import com.traitly.processor.prediction.FeatureSpace;
import com.traitly.processor.prediction.GoalShape;
import com.traitly.processor.prediction.Regression;
import com.traitly.processor.prediction.Trainer;
import com.traitly.processor.prediction.WindowsInMemory;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** A learner stored by a format before today's goes on learning. */
class OlderFormatsTest {
  private static final FeatureSpace SPACE = new FeatureSpace(List.of("a"));
  private static final GoalShape SHAPE = GoalShape.ofWindow(10 * 86_400);
  private static final int PRODUCTS = 16 + 3 + SPACE.slots();

  private final ObjectMapper smile = new SmileMapper();

  @Test
  void aLearnerOfFormatOneGoesOn() throws Exception {
    int narrow = 2 + SPACE.features();
    ObjectNode old = today();
    ObjectNode trainer = (ObjectNode) old.path("trainer");
    ObjectNode steady = (ObjectNode) trainer.path("learner").path("steady");
    trainer.remove("learner");
    trainer.set("regression", steady.set("regression", regression(narrow)));
    ObjectNode epoch = (ObjectNode) trainer.path("epochs").path(0);
    epoch.remove("belief");
    epoch.set("weights", regression(narrow).path("weights"));
    ((ObjectNode) trainer.path("scores")).remove(List.of("byAge", "overTime"));

    isWidened(read(1, old), narrow);
  }

  @Test
  void aLearnerOfFormatTwoGoesOn() throws Exception {
    int narrow = 2 + SPACE.features() + PRODUCTS;
    ObjectNode old = today();
    ObjectNode trainer = (ObjectNode) old.path("trainer");
    ObjectNode steady = (ObjectNode) trainer.path("learner").path("steady");
    steady.set("regression", regression(narrow));
    ObjectNode belief = (ObjectNode) trainer.path("epochs").path(0).path("belief");
    belief.set("steady", regression(narrow).path("weights"));

    Trainer restored = read(2, old);

    isWidened(restored, narrow);
    assertThat(restored.state().epochs().get(0).belief().steady()).hasSize(SPACE.dimension());
  }

  private static void isWidened(Trainer restored, int narrow) {
    Regression regression = restored.model().regression();
    assertThat(regression.weights()).hasSize(SPACE.dimension());
    assertThat(regression.weights()[3]).isEqualTo(0.3);
    assertThat(regression.weights()[narrow]).isZero();
    double[] covariance = regression.covariance();
    assertThat(covariance[1]).as("first row").isEqualTo(1.0);
    assertThat(covariance[SPACE.dimension()]).as("second row").isEqualTo(narrow);
    assertThat(covariance[covariance.length - 1]).as("new weights").isEqualTo(0.5);
  }

  private ObjectNode today() throws Exception {
    TrainerRecord record =
        new TrainerRecord(
            7,
            Set.of(0),
            Map.of(),
            Set.of(0),
            Trainer.create(SHAPE, SPACE, 0.2, new WindowsInMemory()).state());
    byte[] written = SmileSerde.of(TrainerRecord.class).serializer().serialize("", record);
    return (ObjectNode) smile.readTree(written, 1, written.length - 1);
  }

  private ObjectNode regression(int wide) {
    ObjectNode regression = smile.createObjectNode();
    for (int i = 0; i < wide; i++) {
      regression.withArray("weights").add(i / 10.0);
    }
    for (int i = 0; i < wide * (wide + 1) / 2; i++) {
      regression.withArray("covariance").add(i);
    }
    return regression;
  }

  private Trainer read(int format, ObjectNode record) throws Exception {
    byte[] body = smile.writeValueAsBytes(record);
    byte[] bytes = ByteBuffer.allocate(body.length + 1).put((byte) format).put(body).array();
    TrainerRecord read = SmileSerde.of(TrainerRecord.class).deserializer().deserialize("", bytes);
    return Trainer.restore(requireNonNull(read.trainer()), new WindowsInMemory());
  }
}
