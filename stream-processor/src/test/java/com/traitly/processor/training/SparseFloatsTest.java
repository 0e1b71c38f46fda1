package com.traitly.processor.training;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.smile.databind.SmileMapper;
import com.traitly.prediction.features.TrainingExample;
import com.traitly.prediction.training.WindowMessage;
import com.traitly.processor.registry.Course;
import java.io.IOException;
import java.util.List;
import java.util.SplittableRandom;
import org.apache.kafka.common.serialization.Serde;
import org.junit.jupiter.api.Test;

class SparseFloatsTest {
  private static final ObjectMapper MAPPER =
      SmileMapper.builder().addModule(SparseFloats.module()).build();

  @Test
  void keepsEveryBitOfEveryNumber() throws IOException {
    SplittableRandom random = new SplittableRandom(5);
    for (int length = 0; length < 70; length++) {
      float[] values = new float[length];
      for (int i = 0; i < length; i++) {
        values[i] =
            switch (random.nextInt(4)) {
              case 0 -> Float.intBitsToFloat(random.nextInt());
              case 1 -> -0.0f;
              default -> 0;
            };
      }
      float[] read = MAPPER.readValue(MAPPER.writeValueAsBytes(values), float[].class);
      assertThat(bits(read)).isEqualTo(bits(values));
    }
  }

  @Test
  void makesExamplesOfManyZerosSmall() {
    float[] features = new float[76];
    features[3] = 1.5f;
    Serde<TrainingMessage> serde = SmileSerde.of(TrainingMessage.class);
    WindowMessage.Closed closed =
        new WindowMessage.Closed("c", 1, null, List.of(new TrainingExample(2, true, features)));
    byte[] bytes =
        serde.serializer().serialize("", new TrainingMessage.Window(Course.first(1), closed));
    assertThat(bytes.length).isLessThan(150);
    TrainingMessage.Window read =
        (TrainingMessage.Window) serde.deserializer().deserialize("", bytes);
    WindowMessage.Closed again = (WindowMessage.Closed) read.message();
    assertThat(again.rows().getFirst().features()).isEqualTo(features);
  }

  private static int[] bits(float[] values) {
    int[] bits = new int[values.length];
    for (int i = 0; i < values.length; i++) {
      bits[i] = Float.floatToRawIntBits(values[i]);
    }
    return bits;
  }
}
