package io.jumun.books;

import io.jumun.books.ClientAction.Charge;
import io.jumun.books.ClientAction.CouponIssue;
import io.jumun.books.ClientAction.Effect;
import io.jumun.books.ClientAction.OrderAttempt;
import io.jumun.books.ClientAction.Supply;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import tools.jackson.databind.json.JsonMapper;

/**
 * What clients did and were told. Everything that is on sale, in accounts or issued comes from
 * here, so that the books can be told from nothing. May be written by many threads at once.
 */
public final class ClientHistory {

  private static final JsonMapper JSON = new JsonMapper();

  private final Queue<ClientAction> actions = new ConcurrentLinkedQueue<>();

  public void add(ClientAction action) {
    actions.add(action);
  }

  /** A charge that was answered with success. */
  public void charged(long userId, long amount) {
    add(new Charge(userId, amount, null, Effect.DONE));
  }

  /** A product that was created with this stock, or restocked. */
  public void supplied(long productId, long quantity) {
    add(new Supply(productId, quantity, Effect.DONE));
  }

  /** A coupon that was issued. */
  public void issued(long couponId, long userId) {
    add(new CouponIssue(couponId, userId, Effect.DONE));
  }

  public List<OrderAttempt> orderAttempts() {
    return all(OrderAttempt.class);
  }

  public List<Charge> charges() {
    return all(Charge.class);
  }

  public List<Supply> supplies() {
    return all(Supply.class);
  }

  public List<CouponIssue> couponIssues() {
    return all(CouponIssue.class);
  }

  private <T extends ClientAction> List<T> all(Class<T> kind) {
    return actions.stream().filter(kind::isInstance).map(kind::cast).toList();
  }

  /** Writes everything to a file, one JSON object a line. */
  public void writeTo(Path file) {
    try (var writer = Files.newBufferedWriter(file)) {
      for (var action : actions) {
        writer.write(JSON.writerFor(ClientAction.class).writeValueAsString(action));
        writer.newLine();
      }
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot write the history to " + file, e);
    }
  }

  /** Reads what {@link #writeTo} has written. */
  public static ClientHistory readFrom(Path file) {
    var history = new ClientHistory();
    try (var lines = Files.lines(file)) {
      lines.map(line -> JSON.readValue(line, ClientAction.class)).forEach(history::add);
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot read the history from " + file, e);
    }
    return history;
  }
}
