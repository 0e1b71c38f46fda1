package com.traitly.benchmarks.ceiling;

import io.netty.bootstrap.ServerBootstrap;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.SocketChannel;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.FullHttpRequest;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpObjectAggregator;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpServerCodec;
import io.netty.handler.codec.http.HttpUtil;
import io.netty.handler.codec.http.HttpVersion;
import java.io.IOException;
import java.net.InetSocketAddress;

/** {@link ParseOnly} on Netty: what a server closer to the sockets than Javalin could do. */
public final class NettyParseOnly {
  private static final int MAX_BODY = 10 << 20;

  private NettyParseOnly() {}

  /** Takes no arguments; prints its address and serves until it is killed. */
  public static void main(String[] args) throws InterruptedException {
    Channel server =
        new ServerBootstrap()
            .group(new MultiThreadIoEventLoopGroup(NioIoHandler.newFactory()))
            .channel(NioServerSocketChannel.class)
            .childHandler(new Connections())
            .bind("127.0.0.1", 0)
            .sync()
            .channel();
    int port = ((InetSocketAddress) server.localAddress()).getPort();
    System.out.println("http://127.0.0.1:" + port + "/event");
    server.closeFuture().sync();
  }

  private static final class Connections extends ChannelInitializer<SocketChannel> {
    @Override
    protected void initChannel(SocketChannel connection) {
      connection
          .pipeline()
          .addLast(new HttpServerCodec(), new HttpObjectAggregator(MAX_BODY), new Parsing());
    }
  }

  private static final class Parsing extends SimpleChannelInboundHandler<FullHttpRequest> {
    @Override
    protected void channelRead0(ChannelHandlerContext context, FullHttpRequest request)
        throws IOException {
      if (Slices.records("none", ByteBufUtil.getBytes(request.content())).isEmpty()) {
        throw new IllegalArgumentException("no event");
      }
      FullHttpResponse response =
          new DefaultFullHttpResponse(
              HttpVersion.HTTP_1_1,
              HttpResponseStatus.CREATED,
              Unpooled.wrappedBuffer(CeilingServer.ACCEPTED));
      response
          .headers()
          .set(HttpHeaderNames.CONTENT_TYPE, "application/json")
          .setInt(HttpHeaderNames.CONTENT_LENGTH, CeilingServer.ACCEPTED.length);
      HttpUtil.setKeepAlive(response, HttpUtil.isKeepAlive(request));
      var unused = context.writeAndFlush(response);
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
      var unused = context.close();
    }
  }
}
