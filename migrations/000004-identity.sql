-- Who acts. People, the firms and organisations they act for, and how they prove it.
--
-- Every transaction of a signed-in visitor names who acts, in settings that end with the transaction
-- (platform/actor.ts): the account, the firms and organisations it may act for, and its duties. Policies look at
-- nothing else; without settings there are no rows.
create function acting_account() returns uuid language sql stable as
  $$ select nullif(current_setting('schakel.account', true), '')::uuid $$;
create function acting_firms() returns uuid[] language sql stable as
  $$ select coalesce(nullif(current_setting('schakel.firms', true), ''), '{}')::uuid[] $$;
create function acting_organisations() returns uuid[] language sql stable as
  $$ select coalesce(nullif(current_setting('schakel.organisations', true), ''), '{}')::uuid[] $$;
create function acting_as(duty text) returns boolean language sql stable as
  $$ select duty = any (string_to_array(coalesce(current_setting('schakel.duties', true), ''), ',')) $$;

-- Who is not known yet shows something: a link, a cookie, what a provider of identities said. The transaction names it,
-- and sees the row of that one thing: named('session') is the setting schakel.session.
create function named(what text) returns text language sql stable as
  $$ select nullif(current_setting('schakel.' || what, true), '') $$;

-- Hubs, fieldlabs and the bureau; public.
create table organisation (
  id uuid primary key,
  kind text not null check (kind in ('hub', 'fieldlab', 'bureau')),
  slug text not null unique check (slug ~ '^[a-z0-9-]+$'),
  name text not null check (name <> '')
);

create table account (
  id uuid primary key,
  email text unique check (email = lower(email) and email ~ '^[^@\s]+@[^@\s]+$'), -- null: a provider told none
  name text not null default '',
  language text not null default 'nl' check (language in ('nl', 'en')),
  created_at timestamptz not null,
  last_signed_in_at timestamptz
);

-- The same person at a provider of identities. A subject means nothing without its issuer.
create table external_identity (
  issuer text not null,
  subject text not null,
  account_id uuid not null references account on delete cascade,
  created_at timestamptz not null,
  primary key (issuer, subject)
);

-- A firm that somebody acts for: the whole of a KVK number, or one branch of it. What a visitor tells of a number
-- proves nothing; eHerkenning or an adviser does.
create table firm (
  id uuid primary key,
  kvk_number text check (kvk_number ~ '^[0-9]{8}$'),
  branch_number text check (branch_number ~ '^[0-9]{12}$'),
  proof text not null default 'told' check (proof in ('told', 'eherkenning', 'adviser')),
  name text not null default '',
  created_at timestamptz not null,
  check (branch_number is null or kvk_number is not null),
  check (proof = 'told' or kvk_number is not null)
);
create unique index firm_proven on firm (kvk_number, coalesce(branch_number, '')) where proof <> 'told';

create table firm_member (
  firm_id uuid not null references firm on delete cascade,
  account_id uuid not null references account on delete cascade,
  since timestamptz not null,
  primary key (account_id, firm_id)
);
create index firm_member_firm_id on firm_member (firm_id);

-- What an account does for the network. Advisers and coordinators do it for one hub or fieldlab.
create table duty (
  account_id uuid not null references account on delete cascade,
  kind text not null check (kind in ('adviser', 'coordinator', 'bureau', 'administrator')),
  organisation_id uuid references organisation on delete cascade,
  since timestamptz not null,
  check ((kind in ('adviser', 'coordinator')) = (organisation_id is not null))
);
create unique index duty_once on duty (account_id, kind, coalesce(organisation_id, '00000000-0000-0000-0000-000000000000'));

-- Of secrets that visitors carry only the hash is kept.
create table session (
  token_hash text primary key check (token_hash <> ''),
  account_id uuid not null references account on delete cascade,
  created_at timestamptz not null,
  last_used_at timestamptz not null,
  expires_at timestamptz not null,
  second_factor_at timestamptz, -- when the second factor was shown in this session
  firm_id uuid references firm on delete cascade, -- signed in for this one alone (a branch restriction)
  device text not null default '' -- 'Firefox on Android', for the list that the owner sees
);
create index session_account_id on session (account_id);
create index session_expires_at on session (expires_at);

create table sign_in_link (
  token_hash text primary key check (token_hash <> ''),
  email text not null,
  created_at timestamptz not null,
  expires_at timestamptz not null,
  used_at timestamptz,
  return_path text not null default '/' check (return_path ~ '^/([^/\\]|$)')
);
create index sign_in_link_expires_at on sign_in_link (expires_at);

-- A visit to the provider of identities that has not come back yet.
create table sign_in_attempt (
  state_hash text primary key check (state_hash <> ''),
  nonce text not null,
  code_verifier text not null,
  return_path text not null default '/' check (return_path ~ '^/([^/\\]|$)'),
  expires_at timestamptz not null
);

-- Time-based codes (RFC 6238). The secret is sealed with a key that is not in the database.
create table second_factor (
  account_id uuid primary key references account on delete cascade,
  sealed_secret text not null,
  confirmed_at timestamptz,
  last_step bigint not null default 0 -- a code counts once
);
create table recovery_code (
  account_id uuid not null references account on delete cascade,
  code_hash text not null,
  used_at timestamptz,
  primary key (account_id, code_hash)
);

-- How often something was tried in a window of time; keys are hashes.
create table attempt_count (
  key_hash text not null,
  window_start timestamptz not null,
  attempts integer not null,
  primary key (key_hash, window_start)
);

-- What was done, by whom, to what: appended only, each entry with the hash of the one before. People stand in it by
-- number; what is said of them is committed to by a salted hash, and the words themselves can be erased.
create table audit_entry (
  position bigint primary key check (position > 0),
  at timestamptz not null,
  actor text not null, -- number of an account, or 'system' or 'visitor'
  action text not null,
  object text not null, -- kind and number: 'firm 8f14…'
  commitment text not null default '',
  previous_hash text not null,
  hash text not null unique
);
create table audit_detail (
  position bigint primary key references audit_entry,
  account_id uuid, -- whose data these are
  salt text not null,
  detail jsonb not null
);

create index duty_organisation_id on duty (organisation_id);
create index external_identity_account_id on external_identity (account_id);
create index attempt_count_window_start on attempt_count (window_start);
create index sign_in_attempt_expires_at on sign_in_attempt (expires_at);
create index audit_detail_account_id on audit_detail (account_id);

-- Rights. Nobody can read what he has not named.
alter table organisation enable row level security;
alter table organisation force row level security;
create policy organisation_public on organisation for select using (true);
create policy organisation_kept on organisation
  using (acting_as('administrator')) with check (acting_as('administrator'));
grant select, insert, update on organisation to schakel_app;

alter table account enable row level security;
alter table account force row level security;
create policy account_seen on account for select
  using (id = acting_account() or email = named('email') or acting_as('administrator'));
create policy account_made on account for insert
  with check (email = named('email') or (email is null and id = acting_account()) or acting_as('administrator'));
create policy account_changed on account for update
  using (id = acting_account()) with check (id = acting_account());
grant select, insert on account to schakel_app;
grant update (name, language, last_signed_in_at) on account to schakel_app; -- an address is proven, never changed

alter table external_identity enable row level security;
alter table external_identity force row level security;
create policy external_identity_of_subject on external_identity
  using (account_id = acting_account() or issuer || ' ' || subject = named('subject'))
  with check (account_id = acting_account() and issuer || ' ' || subject = named('subject'));
grant select, insert on external_identity to schakel_app;

-- A firm is made by whoever acts for it from then on. That it is proven can be said only while the number that the
-- provider proved is named. Branches of that number show then too, and while a session is looked up its own firms.
alter table firm enable row level security;
alter table firm force row level security;
create policy firm_acted_for on firm for select using (id = any (acting_firms()));
create policy firm_of_number on firm for select
  using (proof <> 'told' and kvk_number = any (string_to_array(named('kvk'), ',')));
create policy firm_of_session on firm for select
  using (named('session') is not null
    and id in (select firm_id from firm_member where account_id = acting_account()));
create policy firm_made on firm for insert
  with check (id = any (acting_firms())
    and (proof = 'told' or (proof = 'eherkenning' and kvk_number = any (string_to_array(named('kvk'), ',')))));
create policy firm_changed on firm for update
  using (id = any (acting_firms())) with check (id = any (acting_firms()));
grant select, insert on firm to schakel_app;
grant update (name) on firm to schakel_app;

alter table firm_member enable row level security;
alter table firm_member force row level security;
create policy firm_member_own on firm_member
  using (account_id = acting_account())
  with check (account_id = acting_account() and firm_id = any (acting_firms()));
grant select, insert, delete on firm_member to schakel_app;

alter table duty enable row level security;
alter table duty force row level security;
create policy duty_own on duty for select using (account_id = acting_account());
create policy duty_given on duty
  using (acting_as('administrator')) with check (acting_as('administrator'));
grant select, insert, delete on duty to schakel_app;

alter table session enable row level security;
alter table session force row level security;
create policy session_own on session
  using (token_hash = named('session') or account_id = acting_account())
  with check (account_id = acting_account());
grant select, insert, delete on session to schakel_app;
grant update (last_used_at, expires_at, second_factor_at) on session to schakel_app;

alter table sign_in_link enable row level security;
alter table sign_in_link force row level security;
create policy sign_in_link_named on sign_in_link
  using (token_hash = named('sign_in')) with check (token_hash = named('sign_in'));
grant select, insert on sign_in_link to schakel_app;
grant update (used_at) on sign_in_link to schakel_app;

alter table sign_in_attempt enable row level security;
alter table sign_in_attempt force row level security;
create policy sign_in_attempt_named on sign_in_attempt
  using (state_hash = named('attempt')) with check (state_hash = named('attempt'));
grant select, insert, delete on sign_in_attempt to schakel_app;

alter table second_factor enable row level security;
alter table second_factor force row level security;
create policy second_factor_own on second_factor
  using (account_id = acting_account()) with check (account_id = acting_account());
grant select, insert, update, delete on second_factor to schakel_app;

alter table recovery_code enable row level security;
alter table recovery_code force row level security;
create policy recovery_code_own on recovery_code
  using (account_id = acting_account()) with check (account_id = acting_account());
grant select, insert, delete on recovery_code to schakel_app;
grant update (used_at) on recovery_code to schakel_app;

alter table attempt_count enable row level security;
alter table attempt_count force row level security;
create policy attempt_count_named on attempt_count
  using (key_hash = any (string_to_array(named('counter'), ',')))
  with check (key_hash = any (string_to_array(named('counter'), ',')));
grant select, insert on attempt_count to schakel_app;
grant update (attempts) on attempt_count to schakel_app;

-- What is over is removed by schakel_keeper, as it removes scans.
create function keep_after() returns timestamptz language sql stable as
  $$ select nullif(current_setting('schakel.keep_after', true), '')::timestamptz $$;
create policy session_expired_seen on session for select to schakel_keeper using (expires_at <= keep_after());
create policy session_expired_removed on session for delete to schakel_keeper using (expires_at <= keep_after());
create policy sign_in_link_expired_seen on sign_in_link for select to schakel_keeper using (expires_at <= keep_after());
create policy sign_in_link_expired_removed on sign_in_link for delete to schakel_keeper
  using (expires_at <= keep_after());
create policy sign_in_attempt_expired_seen on sign_in_attempt for select to schakel_keeper
  using (expires_at <= keep_after());
create policy sign_in_attempt_expired_removed on sign_in_attempt for delete to schakel_keeper
  using (expires_at <= keep_after());
create policy attempt_count_old_seen on attempt_count for select to schakel_keeper
  using (window_start <= keep_after() - interval '2 hours');
create policy attempt_count_old_removed on attempt_count for delete to schakel_keeper
  using (window_start <= keep_after() - interval '2 hours');
grant select (expires_at), delete on session, sign_in_link, sign_in_attempt to schakel_keeper;
grant select (window_start), delete on attempt_count to schakel_keeper;

-- schakel_auditor writes down what was done, and reads it; nobody else does. Nobody at all, not even the owner of the
-- tables, changes or removes an entry by accident: the triggers refuse it. Whoever takes the triggers away on purpose
-- still breaks the chain.
do $$
begin
  if not exists (select from pg_roles where rolname = 'schakel_auditor') then
    create role schakel_auditor nologin noinherit nosuperuser nobypassrls nocreatedb nocreaterole;
  end if;
exception
  when duplicate_object or unique_violation then null;
end $$;

do $$
begin
  if not pg_has_role(current_user, 'schakel_auditor', 'member') then
    execute format('grant schakel_auditor to %I', current_user);
  end if;
end $$;

do $$
begin
  execute format('grant usage on schema %I to schakel_auditor', current_schema());
end $$;

create function refuse_change_of_audit() returns trigger language plpgsql as $$
begin
  raise exception 'the audit log is only ever added to (% of %)', lower(tg_op), tg_table_name
    using errcode = 'insufficient_privilege';
end $$;
create trigger audit_entry_stays before update or delete or truncate on audit_entry
  for each statement execute function refuse_change_of_audit();
create trigger audit_detail_unchanged before update on audit_detail
  for each statement execute function refuse_change_of_audit();

alter table audit_entry enable row level security;
alter table audit_entry force row level security;
create policy audit_entry_of_auditor on audit_entry to schakel_auditor using (true) with check (true);
alter table audit_detail enable row level security;
alter table audit_detail force row level security;
create policy audit_detail_of_auditor on audit_detail to schakel_auditor using (true) with check (true);
grant select, insert on audit_entry to schakel_auditor;
grant select, insert, delete on audit_detail to schakel_auditor;
