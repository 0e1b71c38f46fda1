package com.traitly.gateway.segment.message;

import com.traitly.contracts.error.ErrorCode;
import com.traitly.contracts.error.FieldError;
import com.traitly.contracts.model.AccountKey;
import com.traitly.contracts.topic.DeadLetter;
import com.traitly.gateway.http.RequestLimits;
import com.traitly.gateway.segment.message.JsonPieces.Piece;
import java.util.Arrays;
import java.util.List;
import org.apache.kafka.clients.producer.ProducerRecord;

/**
 * What could not be used, a message or some fields of it.
 *
 * @param owner the account, and the customer whom it names; an empty id when it names none
 * @param message its bytes as sent, or the start of them when it is too large
 * @param problems why, at least one
 * @param note what became of the rest of the message; empty when nothing of it was taken
 */
@SuppressWarnings("ArrayRecordComponent") // carries the bytes, is never compared
public record Rejection(AccountKey owner, byte[] message, List<FieldError> problems, String note) {
  /** A rejection of a piece of a body. */
  static Rejection of(
      AccountKey owner, byte[] text, Piece piece, List<FieldError> problems, String note) {
    int most = Math.min(piece.length(), RequestLimits.ITEM_BYTES);
    byte[] message = Arrays.copyOfRange(text, piece.from(), piece.from() + most);
    return new Rejection(owner, message, problems, note);
  }

  /** A rejection of a whole body that cannot be cut into messages. */
  public static Rejection ofBody(AccountKey account, byte[] text, FieldError problem) {
    return of(account, text, JsonPieces.whole(text), List.of(problem), "");
  }

  /** What kind of problem it is: that of the first. */
  public ErrorCode code() {
    return problems.getFirst().code();
  }

  /** The letter that keeps it. */
  public ProducerRecord<byte[], byte[]> letter(String letters, long receivedAt) {
    return DeadLetter.rejected(
        letters, owner, receivedAt, message, code(), FieldError.messages(problems) + note);
  }
}
