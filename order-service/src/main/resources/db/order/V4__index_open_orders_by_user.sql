-- How many orders a user has open is asked whenever one is placed.
create index orders_open_by_user on orders (user_id) where status = 'PENDING';
