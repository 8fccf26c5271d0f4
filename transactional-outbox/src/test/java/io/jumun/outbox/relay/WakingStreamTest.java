package io.jumun.outbox.relay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.Mockito.doReturn;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.never;
import static org.mockito.Mockito.times;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.when;

import io.debezium.connector.postgresql.connection.ReplicationMessage;
import io.debezium.connector.postgresql.connection.ReplicationMessage.Operation;
import io.debezium.connector.postgresql.connection.ReplicationStream;
import io.debezium.connector.postgresql.connection.ReplicationStream.ReplicationMessageProcessor;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class WakingStreamTest {

  private final ReplicationStream delegate = mock();
  private final UnreadCommits unread = new UnreadCommits();
  private final WakingQueue<Integer> queue = new WakingQueue<>();
  private final RelaySocket socket = new RelaySocket();
  private Socket silentServer;
  private RelaySession session;
  private WakingStream stream;

  @BeforeEach
  void open() throws Exception {
    try (var listening = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      socket.connect(listening.getLocalSocketAddress());
      silentServer = listening.accept();
    }
    session = new RelaySession("stream", unread, Duration.ofMillis(30), Set.of(), () -> {});
    session.use(queue);
    session.use(socket);
    stream = new WakingStream(delegate, session);
  }

  @AfterEach
  void close() throws Exception {
    session.close();
    socket.close();
    silentServer.close();
  }

  @Test
  void wakesTheServerWhereMoreWasCommittedThanArrives() throws Exception {
    unread.committed();
    readNothing();
    verify(delegate).flushLsn(any());
    readNothing();
    verify(delegate).flushLsn(any());
  }

  @Test
  void leavesTheServerAloneWhereAllHasArrived() throws Exception {
    unread.committed();
    readCommit();
    readNothing();
    verify(delegate, never()).flushLsn(any());
  }

  @Test
  void wakesTheServerAfterEveryLongRestForWhatOthersCommit() throws Exception {
    readNothing();
    verify(delegate, never()).flushLsn(any());
    readNothing();
    readNothing();
    verify(delegate, times(2)).flushLsn(any());
  }

  @Test
  void tellsTheQueueWhereATransactionEnds() throws Exception {
    queue.enqueue(1);
    readCommit();
    assertThat(queue.awaitTransaction(10, Duration.ofHours(1))).isEqualTo(1);
  }

  private void readNothing() throws Exception {
    doReturn(false).when(delegate).readPending(any());
    assertThat(stream.readPending(_ -> {})).isFalse();
  }

  private void readCommit() throws Exception {
    ReplicationMessage commit = mock();
    when(commit.getOperation()).thenReturn(Operation.COMMIT);
    when(delegate.readPending(any()))
        .thenAnswer(
            call -> {
              call.getArgument(0, ReplicationMessageProcessor.class).process(commit);
              return true;
            });
    assertThat(stream.readPending(_ -> {})).isTrue();
  }
}
