package io.jumun.balance;

import jakarta.persistence.LockModeType;
import java.time.Instant;
import java.util.Optional;
import org.springframework.data.jpa.repository.Lock;
import org.springframework.data.jpa.repository.Modifying;
import org.springframework.data.jpa.repository.Query;
import org.springframework.data.repository.Repository;

interface AccountRepository extends Repository<Account, Long> {

  Optional<Account> findById(Long userId);

  boolean existsById(Long userId);

  @Lock(LockModeType.PESSIMISTIC_WRITE)
  @Query("select a from Account a where a.userId = :userId")
  Optional<Account> lock(long userId);

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
