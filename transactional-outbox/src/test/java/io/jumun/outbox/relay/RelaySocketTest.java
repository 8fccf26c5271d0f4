package io.jumun.outbox.relay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIOException;

import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class RelaySocketTest {

  private static final int LOOK = 1;

  private final RelaySocket socket = new RelaySocket();
  private Socket server;
  private InputStream input;

  @BeforeEach
  void connect() throws Exception {
    try (var listening = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      socket.connect(listening.getLocalSocketAddress());
      server = listening.accept();
    }
    input = socket.getInputStream();
  }

  @AfterEach
  void close() throws Exception {
    socket.close();
    server.close();
  }

  @Test
  void waitingTakesNothingAway() throws Exception {
    assertThat(socket.awaitInput(Duration.ofMillis(1))).isFalse();

    send("abc");
    assertThat(socket.awaitInput(Duration.ofMinutes(1))).isTrue();
    assertThat(socket.awaitInput(Duration.ofMinutes(1))).isTrue();

    assertThat(input.available()).isEqualTo(3);
    assertThat(input.readNBytes(3)).isEqualTo(bytes("abc"));
  }

  @Test
  void aLookDoesNotWait() throws Exception {
    socket.setSoTimeout(LOOK);
    assertThatNothingIsThere();

    send("a");
    assertThat(socket.awaitInput(Duration.ofMinutes(1))).isTrue();
    assertThat(input.read()).isEqualTo('a');
    assertThatNothingIsThere();
  }

  @Test
  void theDriversTimeoutHoldsForTheDriversReads() {
    socket.setSoTimeout(20);
    assertThat(socket.getSoTimeout()).isEqualTo(20);
    assertThatExceptionOfType(SocketTimeoutException.class).isThrownBy(input::read);
  }

  @Test
  void theEndOfTheConnectionIsAnErrorEachTime() throws Exception {
    server.close();
    assertThatWaitingFails();
    socket.setSoTimeout(LOOK);
    assertThatNothingIsThere();
    assertThatWaitingFails();
  }

  @Test
  void aConnectionThatIsResetIsAnErrorEachTime() throws Exception {
    server.setSoLinger(true, 0);
    server.close();
    assertThatWaitingFails();
    assertThatWaitingFails();
  }

  private void assertThatWaitingFails() {
    assertThatIOException().isThrownBy(() -> socket.awaitInput(Duration.ofMinutes(1)));
  }

  private void assertThatNothingIsThere() {
    assertThatExceptionOfType(SocketTimeoutException.class).isThrownBy(input::read);
  }

  private void send(String text) throws Exception {
    server.getOutputStream().write(bytes(text));
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }
}
