package com.traitly.benchmarks.delivery;

import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;

/** A process that receives requests on any free port of the loopback address. */
final class Receiving {
  private Receiving() {}

  /** Prints the address and receives until the process is killed. */
  static void run(Handler handler) throws Exception {
    Server server = new Server();
    ServerConnector connector = new ServerConnector(server, 1, 1);
    connector.setHost("127.0.0.1");
    server.addConnector(connector);
    server.setHandler(handler);
    server.start();
    System.out.println("http://127.0.0.1:" + connector.getLocalPort());
    server.join();
  }
}
