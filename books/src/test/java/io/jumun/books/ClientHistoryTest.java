package io.jumun.books;

import static org.assertj.core.api.Assertions.assertThat;

import io.jumun.books.ClientAction.Charge;
import io.jumun.books.ClientAction.Effect;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ClientHistoryTest {

  @Test
  void isReadAsItWasWritten(@TempDir Path directory) throws Exception {
    var history = CleanWorld.create().clients();
    history.add(new Charge(1, 2, "k", Effect.UNKNOWN));
    var file = directory.resolve("history.jsonl");

    history.writeTo(file);
    var read = ClientHistory.readFrom(file);

    assertThat(read.orderAttempts()).hasSize(4).isEqualTo(history.orderAttempts());
    assertThat(read.charges()).hasSize(2).isEqualTo(history.charges());
    assertThat(read.supplies()).hasSize(1).isEqualTo(history.supplies());
    assertThat(read.couponIssues()).hasSize(1).isEqualTo(history.couponIssues());
    assertThat(Files.readAllLines(file)).hasSize(8);
  }
}
