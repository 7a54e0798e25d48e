-- The directory of the network: who helps, with what, for how much, and since when that is known. Public, except for
-- drafts; each entry has an organisation that keeps it. Only its members and the bureau see drafts and change things.
create table directory_entry (
  id uuid primary key,
  slug text not null unique check (slug ~ '^[a-z0-9]+(-[a-z0-9]+)*$'),
  kind text not null check (kind in ('hub', 'fieldlab', 'trial', 'expert', 'course', 'programme')),
  state text not null default 'draft' check (state in ('draft', 'published', 'closed')),
  name text not null check (name <> ''),
  summary_nl text not null default '',
  summary_en text not null default '',
  organisation_id uuid not null references organisation,
  place text not null default '',
  latitude double precision,
  longitude double precision,
  provinces text[] not null default '{}',
  unconfirmed_provinces text[] not null default '{}', -- those of them that nobody has confirmed
  themes text[] not null default '{}',
  steps text[] not null default '{}', -- for which it helps; ids of data/steps
  price_low_eur integer check (price_low_eur >= 0),
  price_high_eur integer check (price_high_eur >= price_low_eur),
  days integer check (days > 0),
  places_free integer check (places_free >= 0),
  places_as_of date,
  contact_email text not null default '', -- only what the organisation publishes itself
  contact_phone text not null default '',
  url text not null default '' check (url = '' or url ~ '^https?://'),
  status text not null check (status in ('sourced', 'unconfirmed')), -- seen in a public source, or recalled or judged
  source text not null default '',
  found_on date,
  confirmed_on date,
  confirmed_by uuid references organisation,
  version integer not null default 1 check (version > 0), -- one more at each change; who saves an older one is told
  created_at timestamptz not null,
  updated_at timestamptz not null,
  check ((latitude is null) = (longitude is null)),
  check ((price_low_eur is null) = (price_high_eur is null)),
  check ((places_free is null) = (places_as_of is null)),
  check ((confirmed_on is null) = (confirmed_by is null)),
  check (unconfirmed_provinces <@ provinces)
);

create index directory_entry_organisation_id on directory_entry (organisation_id);

alter table directory_entry enable row level security;
alter table directory_entry force row level security;
create policy directory_entry_public on directory_entry for select
  using (state <> 'draft');
create policy directory_entry_kept on directory_entry
  using (organisation_id = any (acting_organisations()) or acting_as('bureau') or acting_as('administrator'))
  with check (organisation_id = any (acting_organisations()) or acting_as('bureau') or acting_as('administrator'));

grant select, insert, update on directory_entry to schakel_app;
