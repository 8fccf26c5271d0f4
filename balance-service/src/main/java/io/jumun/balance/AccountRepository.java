package io.jumun.balance;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.springframework.data.jpa.repository.Modifying;
import org.springframework.data.jpa.repository.Query;
import org.springframework.data.repository.Repository;

interface AccountRepository extends Repository<Account, Long> {

  Optional<Account> findById(Long userId);

  boolean existsById(Long userId);

  /** Locks in the order of ids, so that two batches never wait for each other. */
  @Query(
      value = "select * from accounts where user_id = any(:userIds) order by user_id for update",
      nativeQuery = true)
  List<Account> lockAll(Long[] userIds);

  /** Does nothing where the user has an account, even one that another transaction is opening. */
  @Modifying
  @Query(
      value =
          """
          insert into accounts (user_id, balance, last_sequence, created_at)
          values (:userId, 0, 0, :now) on conflict do nothing
          """,
      nativeQuery = true)
  void openIfAbsent(long userId, Instant now);
}
