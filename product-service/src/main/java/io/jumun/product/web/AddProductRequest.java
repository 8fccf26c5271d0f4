package io.jumun.product.web;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;

/**
 * @param name has no control character and no half of a surrogate pair, which no database stores
 * @param price of one unit, in minor units
 */
record AddProductRequest(
    @NotBlank
        @Size(max = 200)
        @Pattern(regexp = "[^\\p{Cc}\\p{Cs}]*", message = "must consist of printable characters")
        String name,
    @NotNull @Min(0) @Max(1_000_000_000_000L) Long price,
    @NotNull @Min(0) @Max(1_000_000_000) Long stock) {}
