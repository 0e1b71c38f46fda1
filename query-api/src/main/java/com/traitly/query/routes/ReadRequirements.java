package com.traitly.query.routes;

import com.traitly.streams.state.Position;
import com.traitly.streams.state.StateAnswer;
import com.traitly.streams.state.StateAnswer.Age;
import io.javalin.http.Context;
import java.util.List;

/**
 * What one request demands of the state that answers it. It also notes how old that state was, and
 * says so in the headers of the answer or refusal. Used by one thread.
 */
final class ReadRequirements {
  private final Context ctx;
  private final List<Position> positions;
  private Age age = Age.NONE;

  /**
   * The requirements of a read.
   *
   * @param positions writes the answer must include
   */
  public ReadRequirements(Context ctx, List<Position> positions) {
    this.ctx = ctx;
    this.positions = List.copyOf(positions);
  }

  public List<Position> positions() {
    return positions;
  }

  /** Notes that state of this age is in the answer; of several the oldest counts. */
  public void answeredFrom(Age part) {
    age = age.and(part);
    ctx.header(StateAnswer.FRESHNESS, Long.toString(age.millis()));
    if (age.stale()) {
      ctx.header(StateAnswer.STALE, "true");
    }
  }
}
