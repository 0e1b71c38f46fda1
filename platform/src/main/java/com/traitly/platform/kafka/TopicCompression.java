package com.traitly.platform.kafka;

import com.traitly.contracts.topic.Topic;
import com.traitly.platform.config.CommonKeys;
import com.traitly.platform.config.Config;
import com.traitly.platform.lifecycle.StartupFailure;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.config.TopicConfig;

/** Sets the codec of the topics that others consume, for clients that lack ours. */
public final class TopicCompression {
  /** What our producers compress with; a topic then keeps batches as they are. */
  private static final String PRODUCED = "lz4";

  private TopicCompression() {}

  /**
   * Makes topics use the configured codec from now on. Without one they stay as they are.
   *
   * @throws StartupFailure when the broker refuses
   */
  public static void ensure(Config config, KafkaAccess kafka, List<Topic<?, ?>> topics) {
    if (!config.isSet(CommonKeys.TOPIC_COMPRESSION)) {
      return;
    }
    String codec = config.get(CommonKeys.TOPIC_COMPRESSION);
    String wanted = codec.equals(PRODUCED) ? "producer" : codec;
    AlterConfigOp set =
        new AlterConfigOp(
            new ConfigEntry(TopicConfig.COMPRESSION_TYPE_CONFIG, wanted), AlterConfigOp.OpType.SET);
    List<ConfigResource> resources =
        topics.stream()
            .map(topic -> new ConfigResource(ConfigResource.Type.TOPIC, topic.name()))
            .toList();
    try (Admin admin = kafka.admin()) {
      Map<ConfigResource, Collection<AlterConfigOp>> changes = new HashMap<>();
      admin
          .describeConfigs(resources)
          .all()
          .get()
          .forEach((topic, settings) -> {
            if (!settings.get(TopicConfig.COMPRESSION_TYPE_CONFIG).value().equals(wanted)) {
              changes.put(topic, List.of(set));
            }
          });
      admin.incrementalAlterConfigs(changes).all().get();
    } catch (ExecutionException e) {
      throw new StartupFailure(
          "Kafka at %s refused to set TRAITLY_TOPIC_COMPRESSION=%s on the public topics: give this process the right to, or leave the variable unset and set compression.type of the topics by hand."
              .formatted(kafka.bootstrap(), codec),
          e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new StartupFailure("Interrupted while starting.", e);
    }
  }
}
