package io.jumun.coupon.web;

import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Positive;

record IssueRequest(@NotNull @Positive Long userId) {}
