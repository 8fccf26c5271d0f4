package io.jumun.balance.web;

import io.jumun.access.Caller;
import io.jumun.access.Scopes;
import io.jumun.balance.BalanceService;
import io.jumun.balance.ChargeOutcome.Charged;
import io.jumun.balance.ChargeOutcome.KeyReused;
import io.jumun.balance.ChargeOutcome.LimitExceeded;
import io.jumun.balance.IdempotencyKey;
import io.jumun.balance.LedgerEntry;
import io.jumun.http.ApiException;
import io.jumun.http.Envelope;
import io.jumun.http.Page;
import jakarta.validation.Valid;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/balances/{userId}")
class BalanceController {

  private static final String IDEMPOTENCY_KEY = "Idempotency-Key";
  private static final String REPLAYED = "Idempotent-Replayed";

  private final BalanceService balances;
  private final Caller caller;

  BalanceController(BalanceService balances, Caller caller) {
    this.balances = balances;
    this.caller = caller;
  }

  @PostMapping("/charges")
  ResponseEntity<Envelope<BalanceAnswer>> charge(
      @PathVariable long userId,
      @RequestBody @Valid ChargeRequest request,
      @RequestHeader(name = IDEMPOTENCY_KEY, required = false) @Nullable String key) {
    return switch (balances.charge(positive(userId), request.amount(), checked(key))) {
      case Charged charged -> charged(userId, charged);
      case KeyReused _ ->
          throw new ApiException(
              HttpStatus.UNPROCESSABLE_CONTENT,
              "IDEMPOTENCY_KEY_REUSED",
              IDEMPOTENCY_KEY + ": already used for a charge of another amount");
      case LimitExceeded _ ->
          throw new ApiException(
              HttpStatus.CONFLICT, "BALANCE_LIMIT_EXCEEDED", "the balance would be too high");
    };
  }

  @GetMapping
  Envelope<BalanceAnswer> balance(@PathVariable long userId) {
    caller.mustBeOrHave(userId, Scopes.SHOP_ADMIN);
    var balance = balances.balanceOf(positive(userId)).orElseThrow(BalanceController::notFound);
    return Envelope.success(new BalanceAnswer(userId, balance));
  }

  @GetMapping("/transactions")
  Envelope<Page<TransactionAnswer>> transactions(
      @PathVariable long userId,
      @RequestParam(defaultValue = Page.DEFAULT_LIMIT) int limit,
      @RequestParam(required = false) @Nullable String cursor) {
    caller.mustBeOrHave(userId, Scopes.SHOP_ADMIN);
    var before = Page.after(cursor, Long.MAX_VALUE);
    var entries =
        balances
            .entriesOf(positive(userId), before, Page.checkedLimit(limit) + 1)
            .orElseThrow(BalanceController::notFound);
    return Envelope.success(Page.of(entries, limit, LedgerEntry::sequence, TransactionAnswer::of));
  }

  private static ResponseEntity<Envelope<BalanceAnswer>> charged(long userId, Charged charged) {
    var answer = ResponseEntity.ok();
    if (charged.replayed()) {
      answer.header(REPLAYED, "true");
    }
    return answer.body(Envelope.success(new BalanceAnswer(userId, charged.balance())));
  }

  private static long positive(long userId) {
    if (userId < 1) {
      throw ApiException.invalid("userId", "must be positive");
    }
    return userId;
  }

  private static @Nullable IdempotencyKey checked(@Nullable String key) {
    if (key == null) {
      return null;
    }
    if (!IdempotencyKey.isValid(key)) {
      throw ApiException.invalid(IDEMPOTENCY_KEY, "must be 1 to 255 visible ASCII characters");
    }
    return new IdempotencyKey(key);
  }

  private static ApiException notFound() {
    return ApiException.notFound("BALANCE_NOT_FOUND", "this user has no balance");
  }
}
