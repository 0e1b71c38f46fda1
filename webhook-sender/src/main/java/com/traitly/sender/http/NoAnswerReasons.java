package com.traitly.sender.http;

import com.traitly.sender.http.AttemptResult.NoAnswer;
import com.traitly.sender.http.CheckedResolver.AddressRefused;
import java.io.EOFException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.nio.channels.ClosedChannelException;
import java.security.cert.CertPathBuilderException;
import java.security.cert.CertPathValidatorException;
import java.security.cert.CertificateException;
import java.security.cert.CertificateExpiredException;
import java.security.cert.CertificateNotYetValidException;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeoutException;
import javax.net.ssl.SSLException;
import org.eclipse.jetty.client.HttpResponseException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Says why there was no answer, in words for the endpoint's owner. The words are never a library's
 * and name no address, since the owner need not know what a name leads to from here.
 */
final class NoAnswerReasons {
  static final String TOO_LONG =
      "The answer's headers are longer than the %d KiB that are read"
          .formatted(AnswerLimits.HEADERS / 1_024);

  private static final Logger LOG = LoggerFactory.getLogger(NoAnswerReasons.class);
  private static final int MOST_CAUSES = 16;

  private NoAnswerReasons() {}

  /** The reason to report for a failure before or instead of an answer. */
  static NoAnswer of(@Nullable Throwable failure) {
    return switch (failure) {
      case TimeoutException timeout -> Watchdog.TOO_LATE;
      case SocketTimeoutException timeout -> new NoAnswer("The connection took too long", true);
      case null, default -> new NoAnswer(sentence(failure), false);
    };
  }

  private static String sentence(@Nullable Throwable failure) {
    return switch (failure) {
      case null -> "The connection was closed without an answer";
      case AnswerLimits.Exceeded endless -> TOO_LONG;
      case AddressRefused refused -> String.valueOf(refused.getMessage());
      case UnknownHostException unknown -> "The host name is unknown";
      case NoRouteToHostException unreachable -> "No way leads to the host";
      case ConnectException refused -> "The connection was refused";
      case HttpResponseException unreadable -> "What the receiver sent is no HTTP answer";
      case SSLException tls -> encryption(tls);
      case EOFException closed -> CLOSED;
      case ClosedChannelException closed -> CLOSED;
      case SocketException broken -> "The receiver broke the connection off";
      case RejectedExecutionException full -> "Too many requests wait for this host already";
      default -> unforeseen(failure);
    };
  }

  private static final String CLOSED = "The connection was closed before the answer was whole";

  private static String encryption(SSLException failure) {
    if (caused(failure, AnswerLimits.Exceeded.class)) {
      return TOO_LONG;
    }
    if (caused(failure, CertificateExpiredException.class)) {
      return "The receiver's certificate has expired";
    }
    if (caused(failure, CertificateNotYetValidException.class)) {
      return "The receiver's certificate is not valid yet";
    }
    if (caused(failure, CertPathBuilderException.class)
        || caused(failure, CertPathValidatorException.class)) {
      return "The receiver's certificate is not signed by an authority that is trusted here, or an intermediate certificate is missing";
    }
    if (caused(failure, CertificateException.class)) {
      return "The receiver's certificate is not one for this host name";
    }
    return "No encrypted connection came about: the receiver may not speak TLS there, or none that is allowed here";
  }

  private static boolean caused(Throwable failure, Class<? extends Throwable> by) {
    Throwable each = failure;
    for (int i = 0; each != null && i < MOST_CAUSES; i++) {
      if (by.isInstance(each)) {
        return true;
      }
      each = each.getCause();
    }
    return false;
  }

  private static String unforeseen(Throwable failure) {
    LOG.info("an attempt failed in a way that has no words yet", failure);
    return "The request failed before there was an answer";
  }
}
