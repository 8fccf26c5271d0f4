package io.jumun.balance.web;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;

record ChargeRequest(@NotNull @Min(1) @Max(1_000_000_000_000L) Long amount) {}
