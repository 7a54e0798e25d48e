-- Requests that act once: sent again with the same key by the same person, they get the answer that was given before.
-- The row is written in the transaction of what the request does, and stays 24 hours.
--
-- A key is not kept, only its hash together with whose it is. The answer is sealed with a key made of both, so that
-- the table shows nobody anything: a private link in an answer is not in the database to be read.
create table idempotency_key (
  key_hash text primary key check (key_hash <> ''), -- of who asked, and the key
  account_id uuid references account on delete cascade, -- null: nobody signed in
  request_hash text not null, -- of method, address and body: the same key for something else is refused
  sealed_answer text, -- null: done, and the answer was not to be kept
  created_at timestamptz not null
);
create index idempotency_key_created_at on idempotency_key (created_at);
create index idempotency_key_account_id on idempotency_key (account_id);

-- Seen by who names the key (and, without opening it, by the account whose it is).
alter table idempotency_key enable row level security;
alter table idempotency_key force row level security;
create policy idempotency_key_named on idempotency_key
  using (key_hash = named('request_key') or account_id = acting_account())
  with check (key_hash = named('request_key') and (account_id is null or account_id = acting_account()));
grant select, insert, delete on idempotency_key to schakel_app;
grant update (sealed_answer) on idempotency_key to schakel_app;

create policy idempotency_key_old_seen on idempotency_key for select to schakel_keeper
  using (created_at <= keep_after() - interval '24 hours');
create policy idempotency_key_old_removed on idempotency_key for delete to schakel_keeper
  using (created_at <= keep_after() - interval '24 hours');
grant select (created_at), delete on idempotency_key to schakel_keeper;
