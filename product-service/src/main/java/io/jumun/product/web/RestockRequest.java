package io.jumun.product.web;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;

/**
 * @param quantity to be added
 */
record RestockRequest(@NotNull @Min(1) @Max(1_000_000_000) Long quantity) {}
