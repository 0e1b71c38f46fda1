import SDK.PACKAGE.Callback;
import SDK.PACKAGE.SDK.CLASS;
import SDK.PACKAGE.messages.AliasMessage;
import SDK.PACKAGE.messages.GroupMessage;
import SDK.PACKAGE.messages.IdentifyMessage;
import SDK.PACKAGE.messages.Message;
import SDK.PACKAGE.messages.MessageBuilder;
import SDK.PACKAGE.messages.PageMessage;
import SDK.PACKAGE.messages.ScreenMessage;
import SDK.PACKAGE.messages.TrackMessage;
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.util.Map;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/** Sends with the SDK for Java; the test fills in whose. */
public final class Sender {
  private static final Semaphore DELIVERED = new Semaphore(0);

  public static void main(String[] args) throws Exception {
    String url = args[0];
    String prefix = args[2];
    int count = Integer.parseInt(args[3]);
    SDK.CLASS sdk =
        SDK.CLASS.builder(args[1])
            .SDK.URL(url)
            .flushQueueSize(50)
            .flushInterval(1_000, TimeUnit.MILLISECONDS)
            .retries(20)
            .callback(
                new Callback() {
                  @Override
                  public void success(Message message) {
                    DELIVERED.release();
                  }

                  @Override
                  public void failure(Message message, Throwable error) {
                    System.out.println("error " + error);
                  }
                })
            .build();
    BufferedReader lines = new BufferedReader(new InputStreamReader(System.in));
    send(sdk, prefix, 0, count / 2);
    sdk.flush();
    DELIVERED.acquire(count / 2);
    System.out.println("half");
    lines.readLine();
    send(sdk, prefix, count / 2, count);
    System.out.println("sent");
    sdk.flush();
    lines.readLine();
    System.exit(0);
  }

  private static void send(SDK.CLASS sdk, String prefix, int from, int to) {
    for (int i = from; i < to; i++) {
      String user = prefix + "-user-" + i / 10 % 20;
      sdk.enqueue(message(user, prefix, i).userId(user));
    }
  }

  private static MessageBuilder<?, ?> message(String user, String prefix, int i) {
    Map<String, ?> number = Map.of("number", i, "wïth", "😀");
    return switch (i % 10) {
      case 0 ->
          IdentifyMessage.builder()
              .traits(Map.of("plan", "Pro", "email", user + "@example.com", "number", i));
      case 1 -> PageMessage.builder("Pricing").properties(number);
      case 2 -> ScreenMessage.builder("Home").properties(number);
      case 3 -> GroupMessage.builder("org-" + i % 3).traits(Map.of("name", "Acme"));
      case 4 -> AliasMessage.builder(prefix + "-visitor-" + i);
      default -> TrackMessage.builder("Style Widget").properties(number);
    };
  }
}
