package io.jumun.coupon.web;

import io.jumun.coupon.CouponTerms;
import io.jumun.coupon.DiscountType;
import io.jumun.http.ApiException;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;

/**
 * A campaign to be created.
 *
 * @param validFrom ISO 8601 with an offset, as is {@code validUntil}
 */
record CouponRequest(
    // PostgreSQL stores no NUL, and UTF-8 no half of a surrogate pair.
    @NotBlank
        @Size(max = 200)
        @Pattern(regexp = "[^\\p{Cc}\\p{Cs}]*", message = "must not contain control characters")
        String name,
    @NotNull DiscountType discountType,
    @NotNull @Min(1) @Max(MAX_AMOUNT) Long discountValue,
    @Nullable @Min(1) Long maxDiscountAmount,
    @Nullable @Min(0) Long minOrderAmount,
    @NotNull @Min(1) @Max(MAX_QUANTITY) Long totalQuantity,
    @Nullable String validFrom,
    @Nullable String validUntil) {

  private static final long MAX_AMOUNT = 1_000_000_000_000L;
  private static final long MAX_QUANTITY = 1_000_000_000L;
  private static final Instant FIRST = Instant.parse("0001-01-01T00:00:00Z");
  private static final Instant LAST = Instant.parse("9999-12-31T23:59:59.999999Z");

  /**
   * @throws ApiException 400 when fields contradict each other
   */
  CouponTerms terms() {
    checkDiscount();
    var from = stored(validFrom, "validFrom");
    var until = stored(validUntil, "validUntil");
    if (from != null && until != null && !from.isBefore(until)) {
      throw ApiException.invalid("validFrom", "must be before validUntil");
    }
    return new CouponTerms(
        name,
        discountType,
        discountValue,
        maxDiscountAmount,
        minOrderAmount,
        totalQuantity,
        from,
        until);
  }

  private void checkDiscount() {
    if (discountType == DiscountType.RATE && discountValue > 100) {
      throw ApiException.invalid("discountValue", "must be between 1 and 100 for a RATE");
    }
    // A cap below a fixed amount says two things about the same money.
    if (discountType == DiscountType.AMOUNT
        && maxDiscountAmount != null
        && maxDiscountAmount < discountValue) {
      throw ApiException.invalid("maxDiscountAmount", "must not be less than an AMOUNT");
    }
  }

  /**
   * As the database keeps it, so that two different times can't become one there. Text only: a
   * number could be seconds or milliseconds.
   */
  private static @Nullable Instant stored(@Nullable String text, String field) {
    if (text == null) {
      return null;
    }
    var time = parsed(text, field);
    if (time.isBefore(FIRST) || time.isAfter(LAST)) {
      throw ApiException.invalid(field, "must be within the years 1 to 9999");
    }
    return time.truncatedTo(ChronoUnit.MICROS);
  }

  private static Instant parsed(String text, String field) {
    try {
      return OffsetDateTime.parse(text).toInstant();
    } catch (DateTimeParseException e) {
      throw ApiException.invalid(field, "must be a time as in 2026-01-01T00:00:00Z");
    }
  }
}
