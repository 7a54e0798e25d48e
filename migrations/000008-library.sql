-- Articles: answers that help others too, kept by the organisation that wrote them. What is published is public; drafts
-- and what was withdrawn are seen by those who keep them and the bureau alone. An article says nothing of whoever asked.
create sequence article_change;
grant usage on sequence article_change to schakel_app;

create table article (
  id uuid primary key,
  slug text not null unique check (slug ~ '^[a-z0-9]+(-[a-z0-9]+)*$'),
  state text not null default 'draft' check (state in ('draft', 'published', 'withdrawn')),
  title_nl text not null check (title_nl <> ''),
  body_nl text not null check (body_nl <> ''),
  title_en text not null default '', -- empty: there is no English text
  body_en text not null default '',
  topic text not null default '', -- id of a theme of the directory
  steps text[] not null default '{}', -- ids of data/steps
  organisation_id uuid not null references organisation,
  source text not null default '', -- where its facts can be read
  origin text not null default 'hub' check (origin in ('shipped', 'hub')), -- comes with Schakel, or written by a hub
  confirmed_on date,
  confirmed_by uuid references organisation,
  version integer not null default 1 check (version > 0), -- one more at each change; who saves an older one is told
  change bigint not null, -- counts all writes to articles, in the order in which they became visible
  created_at timestamptz not null,
  updated_at timestamptz not null,
  check ((title_en = '') = (body_en = '')),
  check ((confirmed_on is null) = (confirmed_by is null))
);
create index article_organisation_id on article (organisation_id);
create index article_change_order on article (change);
create index article_updated_at on article (state, updated_at desc);

-- Whoever keeps articles in memory asks for those after the last change that it saw. The lock is held until the writing
-- transaction ends, so that no change becomes visible after a later one.
create function count_article_change() returns trigger language plpgsql as $$
begin
  perform pg_advisory_xact_lock(5724427);
  new.change := nextval('article_change');
  return new;
end $$;
create trigger article_change_counted before insert or update on article
  for each row execute function count_article_change();

alter table article enable row level security;
alter table article force row level security;
create policy article_public on article for select using (state = 'published');
create policy article_kept on article
  using (organisation_id = any (acting_organisations()) or acting_as('bureau') or acting_as('administrator'))
  with check (organisation_id = any (acting_organisations()) or acting_as('bureau') or acting_as('administrator'));
create policy article_removed on article as restrictive for delete using (state = 'draft');

grant select, insert, update, delete on article to schakel_app;
