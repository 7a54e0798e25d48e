-- Scans and advices without accounts. Whoever has the private link has the row: each row carries the hash of
-- its link, and row-level security shows a transaction only the rows whose hash it has named.
--
-- schakel_app is the role every request acts as. It owns nothing and can't step around row-level security.
-- Roles are shared by all databases of a server, so another database, or another process, may make it first.
do $$
begin
  if not exists (select from pg_roles where rolname = 'schakel_app') then
    create role schakel_app nologin noinherit nosuperuser nobypassrls nocreatedb nocreaterole;
  end if;
exception
  when duplicate_object or unique_violation then null;
end $$;

-- Membership lets the login role say `set local role schakel_app`; a server's owner may have granted it before.
do $$
begin
  if not pg_has_role(current_user, 'schakel_app', 'member') then
    execute format('grant schakel_app to %I', current_user);
  end if;
end $$;

-- Every set of figures an advice was ever made with, so that it can be replayed. Public, and never changed.
create table figure_set (
  hash text primary key check (hash <> ''),
  content jsonb not null,
  loaded_at timestamptz not null
);

create table scan (
  id uuid primary key,
  link_hash text not null unique check (link_hash <> ''),
  answers jsonb not null default '{}',
  language text not null default 'nl' check (language in ('nl', 'en')),
  created_at timestamptz not null,
  updated_at timestamptz not null,
  expires_at timestamptz not null,
  unique (id, link_hash)
);

-- An advice from a scan has the link of that scan; the foreign key sees to it, row-level security or not.
create table advice (
  id uuid primary key,
  position bigint generated always as identity, -- the order in which they were made
  scan_id uuid,
  link_hash text not null check (link_hash <> ''),
  firm jsonb not null,
  receipt jsonb not null,
  result jsonb not null,
  created_at timestamptz not null,
  foreign key (scan_id, link_hash) references scan (id, link_hash) on delete cascade
);

create index scan_expires_at on scan (expires_at);
create index advice_link_hash on advice (link_hash, position);
create index advice_scan_id on advice (scan_id);

alter table scan enable row level security;
alter table scan force row level security;
create policy scan_of_link on scan
  using (link_hash = current_setting('schakel.link_hash', true))
  with check (link_hash = current_setting('schakel.link_hash', true));

alter table advice enable row level security;
alter table advice force row level security;
create policy advice_of_link on advice
  using (link_hash = current_setting('schakel.link_hash', true))
  with check (link_hash = current_setting('schakel.link_hash', true));

do $$
begin
  execute format('grant usage on schema %I to schakel_app', current_schema());
end $$;
grant select, insert on figure_set to schakel_app;
grant select, insert, update, delete on scan to schakel_app;
grant select, insert, delete on advice to schakel_app;
