-- Answers that count along, for the purposes their owner agreed to: a reduced copy, one row per link. The hash of the link serves withdrawal only. When the scan expires it is emptied, and nobody can tell any
-- more whose row it was; the row itself goes at expires_on.
--
-- schakel_statistician reads these rows without the hash, makes the tables that are published, and nothing else.
do $$
begin
  if not exists (select from pg_roles where rolname = 'schakel_statistician') then
    create role schakel_statistician nologin noinherit nosuperuser nobypassrls nocreatedb nocreaterole;
  end if;
exception
  when duplicate_object or unique_violation then null;
end $$;

do $$
begin
  if not pg_has_role(current_user, 'schakel_statistician', 'member') then
    execute format('grant schakel_statistician to %I', current_user);
  end if;
end $$;

create table peer_scan (
  id uuid primary key,
  link_hash text unique references scan (link_hash) on delete set null,
  for_comparison boolean not null,
  for_estimates boolean not null,
  size_class text,
  sector text check (sector ~ '^[0-9]{2}$'),
  business_type text,
  carriers jsonb not null,
  barriers jsonb not null,
  steps_in_use jsonb not null,
  ratios jsonb not null,
  quarter text not null check (quarter ~ '^[0-9]{4}-Q[1-4]$'), -- of the last change; no exact moment is kept
  expires_on date not null,
  check (for_comparison or for_estimates) -- without a purpose there is nothing to keep
);

create index peer_scan_expires_on on peer_scan (expires_on);

alter table peer_scan enable row level security;
alter table peer_scan force row level security;
create policy peer_scan_of_link on peer_scan
  using (link_hash = current_setting('schakel.link_hash', true))
  with check (link_hash = current_setting('schakel.link_hash', true));
create policy peer_scan_counted on peer_scan for select to schakel_statistician using (true);

-- What expired is removed by schakel_keeper, as it removes scans.
create policy peer_scan_expired_removed on peer_scan for delete to schakel_keeper
  using (expires_on <= (nullif(current_setting('schakel.keep_after', true), '')::timestamptz at time zone 'UTC')::date);

-- The published comparison of each quarter, made once and never changed. `working` holds counts of cells that are not
-- shown, to compare the next quarter with; only the statistician reads it.
create table peer_snapshot (
  quarter text primary key check (quarter ~ '^[0-9]{4}-Q[1-4]$'),
  content jsonb not null,
  working jsonb not null,
  made_at timestamptz not null
);

do $$
begin
  execute format('grant usage on schema %I to schakel_statistician', current_schema());
end $$;
grant select, insert, update, delete on peer_scan to schakel_app;
grant delete on peer_scan to schakel_keeper;
grant select (id, for_comparison, for_estimates, size_class, sector, business_type, carriers, barriers, steps_in_use, ratios, quarter)
  on peer_scan to schakel_statistician;
grant select (quarter, content, made_at) on peer_snapshot to schakel_app;
grant select, insert on peer_snapshot to schakel_statistician;
