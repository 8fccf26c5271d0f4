-- Granted by ${flyway:user}; said here because this runs again when anything in it changes, its grantor included.
grant select, insert, update on coupons, user_coupons, coupon_steps to "${application}";
