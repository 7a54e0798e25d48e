-- Events and visits: what organisations hold, who signed up and what became of it, the lottery for places, and calendars.
--
-- Whoever signs up sees only the rows of his firms, so places are given by Schakel itself, in the same transaction, one
-- sign-up of an event after the other.
create function events_is_acting() returns boolean language sql stable as
  $$ select acting_account() = '00000000-0000-0000-0000-000000000000' $$;

-- Public, except for drafts.
create table event (
  id uuid primary key, -- also its UID in calendars
  slug text not null unique check (slug ~ '^[a-z0-9]+(-[a-z0-9]+)*$'),
  organisation_id uuid not null references organisation,
  is_of_bureau boolean not null default false,
  state text not null default 'draft' check (state in ('draft', 'published', 'cancelled')),
  kind text not null check (kind in ('seminar', 'visit', 'workshop')),
  title_nl text not null check (title_nl <> ''),
  title_en text not null default '',
  description_nl text not null default '',
  description_en text not null default '',
  place text not null default '',
  province text not null default '',
  online_url text not null default '' check (online_url = '' or online_url ~ '^https://'), -- shown to who has a place
  starts_at timestamptz not null,
  ends_at timestamptz not null,
  deadline_at timestamptz not null,
  places integer not null check (places between 1 and 10000),
  people_per_place integer not null default 1 check (people_per_place between 1 and 20),
  price_eur integer not null default 0 check (price_eur >= 0),
  steps text[] not null default '{}',
  allotment text not null default 'first-come' check (allotment in ('first-come', 'lottery')),
  strata text not null default 'none' check (strata in ('none', 'size', 'region')),
  public_kind text not null default 'lotto' check (public_kind in ('lotto', 'own', 'none')),
  public_source text not null default '', -- of 'own', in words that leave no choice
  version integer not null default 1 check (version > 0), -- one more at each change; who saves an older one is told
  sequence integer not null default 0 check (sequence >= 0), -- one more when calendars must know
  created_at timestamptz not null,
  updated_at timestamptz not null,
  published_at timestamptz,
  cancelled_at timestamptz,
  check (ends_at > starts_at),
  check (deadline_at <= starts_at),
  check (place <> '' or online_url <> ''),
  check ((state = 'draft') = (published_at is null)),
  check ((state = 'cancelled') = (cancelled_at is not null))
);
create index event_starts_at on event (starts_at);
create index event_organisation_id on event (organisation_id, starts_at);

-- A firm that wants to come. Whom to write to is copied from the account, for the organiser to read; it goes with it.
-- Of a firm that is erased only the code, the dates and the state stay.
create table event_sign_up (
  id uuid primary key,
  position bigint generated always as identity, -- the order of a waiting list
  event_id uuid not null references event,
  firm_id uuid references firm on delete cascade,
  account_id uuid references account on delete set null,
  code text not null check (code ~ '^[0-9A-HJKMNP-TV-Z]{10}$'), -- for what is published of a lottery; says nothing
  state text not null check (state in
    ('signed-up', 'placed', 'waiting', 'confirmed', 'cancelled', 'attended', 'absent')),
  people integer not null default 1 check (people > 0),
  size_class text not null default '' check (size_class in ('', '1-9', '10-49', '50-249', '250+')),
  region text not null default '' check (region in ('', 'Noord', 'Oost', 'Zuid', 'West')),
  firm_name text not null default '',
  contact_name text not null default '',
  contact_email text not null default '',
  language text not null default 'nl' check (language in ('nl', 'en')),
  signed_up_at timestamptz not null,
  placed_at timestamptz,
  confirmed_at timestamptz,
  cancelled_at timestamptz,
  attendance_at timestamptz, -- when it was noted who came
  week_reminder_for timestamptz, -- the start that was reminded of: once for each
  day_reminder_for timestamptz,
  feedback_asked_at timestamptz,
  unique (event_id, code),
  check ((state = 'cancelled') = (cancelled_at is not null))
);
create unique index event_sign_up_once on event_sign_up (event_id, firm_id) where state <> 'cancelled';
create index event_sign_up_line on event_sign_up (event_id, state, position);
create index event_sign_up_firm_id on event_sign_up (firm_id);
create index event_sign_up_account_id on event_sign_up (account_id);

-- What is public of a lottery: announced before sign-up opens, the list when it closes, the seed when it is drawn.
create table event_lottery (
  event_id uuid primary key references event,
  id uuid not null unique, -- of the draw
  name text not null unique,
  places integer not null check (places > 0),
  strata text not null check (strata in ('none', 'size', 'region')),
  commitment text not null check (commitment ~ '^[0-9a-f]{64}$'),
  public_source text not null default '', -- '' is none
  announced_at timestamptz not null,
  closed_at timestamptz,
  list_hash text not null default '',
  outcome text not null default '' check (outcome in ('', 'drawn', 'room-for-all', 'nobody')),
  secret text not null default '', -- told when it is drawn
  public_value text not null default '',
  seed text not null default '',
  strata_places jsonb not null default '[]',
  drawn_at timestamptz,
  drawn_by text not null default '' check (drawn_by in ('', 'task', 'button')),
  check ((outcome = '') = (drawn_at is null)),
  check (secret = '' or outcome <> '')
);

-- Until the draw only Schakel itself sees it: no organiser, no visitor.
create table event_lottery_secret (
  event_id uuid primary key references event,
  secret text not null check (secret ~ '^[0-9a-f]{64}$')
);

-- Both groups: who got in and who did not, by code. Only ever added to and drawn once; an evaluation needs both.
create table event_lottery_applicant (
  event_id uuid not null references event_lottery (event_id),
  code text not null,
  stratum text not null,
  listed_at timestamptz not null,
  chance_share double precision,
  ticket text not null default '',
  rank integer,
  result text not null default '' check (result in ('', 'place', 'waiting')),
  waiting_number integer,
  drawn_at timestamptz,
  primary key (event_id, code)
);

-- Two or three answers afterwards, without words. Whoever organised it sees counts only.
create table event_feedback (
  sign_up_id uuid primary key references event_sign_up on delete cascade,
  position bigint generated always as identity,
  event_id uuid not null references event,
  firm_id uuid not null references firm on delete cascade,
  useful text not null check (useful in ('much', 'some', 'none')),
  will_act text not null check (will_act in ('yes', 'maybe', 'no')),
  recommends text not null check (recommends in ('yes', 'no')),
  at timestamptz not null
);
create index event_feedback_event_id on event_feedback (event_id, position);
create index event_feedback_firm_id on event_feedback (firm_id);

-- The secret address of somebody's own calendar; only its hash is kept.
create table event_calendar (
  account_id uuid primary key references account on delete cascade,
  token_hash text not null unique check (token_hash <> ''),
  created_at timestamptz not null
);

-- Of whoever organises: the people of the organisation, and the bureau for its own.
create function organises_event(of_organisation uuid, of_bureau boolean) returns boolean language sql stable as $$
  select of_organisation = any (acting_organisations()) or (of_bureau and acting_as('bureau'))
$$;

alter table event enable row level security;
alter table event force row level security;
create policy event_public on event for select using (state <> 'draft');
create policy event_organised on event to schakel_app
  using (organises_event(organisation_id, is_of_bureau))
  with check (organises_event(organisation_id, is_of_bureau)
    and is_of_bureau = exists (select from organisation o where o.id = organisation_id and o.kind = 'bureau'));
create policy event_of_schakel on event to schakel_app using (events_is_acting()) with check (events_is_acting());
grant select, insert, update on event to schakel_app;

alter table event_sign_up enable row level security;
alter table event_sign_up force row level security;
create policy event_sign_up_of_firm on event_sign_up for select to schakel_app
  using (firm_id = any (acting_firms()) or account_id = acting_account());
create policy event_sign_up_of_calendar on event_sign_up for select to schakel_app
  using (account_id in (select c.account_id from event_calendar c where c.token_hash = named('link_hash')));
create policy event_sign_up_made on event_sign_up for insert to schakel_app
  with check (state = 'signed-up' and firm_id = any (acting_firms()) and account_id = acting_account());
create policy event_sign_up_organised on event_sign_up for select to schakel_app
  using (exists (select from event e where e.id = event_id and organises_event(e.organisation_id, e.is_of_bureau)));
create policy event_sign_up_attended on event_sign_up for update to schakel_app
  using (state in ('placed', 'confirmed', 'attended', 'absent') and exists
    (select from event e where e.id = event_id and organises_event(e.organisation_id, e.is_of_bureau)))
  with check (state in ('placed', 'confirmed', 'attended', 'absent') and exists
    (select from event e where e.id = event_id and organises_event(e.organisation_id, e.is_of_bureau)));
create policy event_sign_up_of_schakel on event_sign_up to schakel_app
  using (events_is_acting()) with check (events_is_acting());
grant select, insert, update on event_sign_up to schakel_app;

alter table event_lottery enable row level security;
alter table event_lottery force row level security;
create policy event_lottery_public on event_lottery for select using (true);
create policy event_lottery_of_schakel on event_lottery to schakel_app
  using (events_is_acting()) with check (events_is_acting());
grant select, insert, update on event_lottery to schakel_app;

alter table event_lottery_secret enable row level security;
alter table event_lottery_secret force row level security;
create policy event_lottery_secret_of_schakel on event_lottery_secret to schakel_app
  using (events_is_acting()) with check (events_is_acting());
grant select, insert on event_lottery_secret to schakel_app;

alter table event_lottery_applicant enable row level security;
alter table event_lottery_applicant force row level security;
create policy event_lottery_applicant_public on event_lottery_applicant for select using (true);
create policy event_lottery_applicant_of_schakel on event_lottery_applicant to schakel_app
  using (events_is_acting()) with check (events_is_acting());
grant select, insert, update on event_lottery_applicant to schakel_app;

alter table event_feedback enable row level security;
alter table event_feedback force row level security;
create policy event_feedback_of_firm on event_feedback for select to schakel_app
  using (firm_id = any (acting_firms()));
create policy event_feedback_given on event_feedback for insert to schakel_app
  with check (firm_id = any (acting_firms()) and exists (select from event_sign_up s
    where s.id = sign_up_id and s.event_id = event_feedback.event_id and s.firm_id = event_feedback.firm_id));
create policy event_feedback_of_schakel on event_feedback to schakel_app
  using (events_is_acting()) with check (events_is_acting());
grant select, insert, delete on event_feedback to schakel_app;

alter table event_calendar enable row level security;
alter table event_calendar force row level security;
create policy event_calendar_own on event_calendar to schakel_app
  using (account_id = acting_account()) with check (account_id = acting_account());
create policy event_calendar_shown on event_calendar for select to schakel_app
  using (token_hash = named('link_hash'));
grant select, insert, delete on event_calendar to schakel_app;
