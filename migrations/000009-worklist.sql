-- Whom advisers should speak with: what firms that let their hub look could use, what advisers have time for, the weekly
-- matching with all that went into it, and what came of it.

-- Of a firm that shows its advice to its hub: what it could use. Removed when the firm no longer wants that.
create table firm_need (
  firm_id uuid primary key references firm on delete cascade,
  province text not null check (province <> ''), -- of whose hubs may look
  size_class text not null check (size_class in ('1-9', '10-49', '50-249', '250+')),
  employees integer not null check (employees > 0),
  is_size_told boolean not null, -- else usual for firms like it
  sector text not null default '', -- two digits of the SBI; '' is unknown
  action text not null check (action in ('do', 'try-first', 'fix-barrier', 'find-out', 'do-nothing')),
  first_step_id text check (first_step_id ~ '^[a-z0-9-]+$'),
  gain_eur integer not null, -- expected of the whole plan
  gain_low_eur integer not null, -- one outcome in ten is lower
  gain_high_eur integer not null, -- one outcome in ten is higher
  talk_low_eur integer not null check (talk_low_eur >= 0), -- what a conversation may bring
  talk_eur integer not null check (talk_eur >= talk_low_eur),
  talk_high_eur integer not null check (talk_high_eur >= talk_eur),
  talk_reason text not null check (talk_reason in ('find-out', 'barrier', 'begin', 'wait')),
  barriers text[] not null default '{}',
  open_questions jsonb not null default '[]', -- what is not known, the most worth first
  needs jsonb not null default '[]', -- per step what each kind of help would be worth
  advice_id uuid not null,
  advised_at timestamptz not null,
  asked_at timestamptz not null, -- since when it waits, unless somebody spoke with it after
  version integer not null default 1 check (version > 0)
);
create index firm_need_province on firm_need (province);

-- How many conversations an adviser can have in a week.
create table talk_hours (
  organisation_id uuid not null references organisation on delete cascade,
  account_id uuid not null references account on delete cascade,
  talks_per_week integer not null check (talks_per_week between 0 and 60),
  away_until date, -- until that day none
  version integer not null default 1 check (version > 0),
  updated_at timestamptz not null,
  primary key (organisation_id, account_id)
);
create index talk_hours_account_id on talk_hours (account_id);

-- What an adviser did with a firm of the list.
create table worklist_mark (
  id uuid primary key,
  position bigint generated always as identity,
  firm_id uuid not null references firm on delete cascade,
  organisation_id uuid not null references organisation on delete cascade,
  account_id uuid references account on delete set null,
  kind text not null check (kind in ('called', 'not-now', 'offered')),
  result text check (result in ('talked', 'no-answer', 'not-interested')),
  until date, -- of 'not-now'
  offer_id text, -- of 'offered'; of a firm that helps another it is not kept here
  at timestamptz not null,
  check ((kind = 'called') = (result is not null)),
  check ((kind = 'not-now') = (until is not null)),
  check (offer_id is null or kind = 'offered')
);
create index worklist_mark_firm_id on worklist_mark (firm_id, position);
create index worklist_mark_account_id on worklist_mark (account_id);
create index worklist_mark_organisation_id on worklist_mark (organisation_id, at);

-- The seed of the lot between equals, per week; published before what it decides about is known.
create table worklist_seed (
  week text primary key check (week ~ '^[0-9]{4}-W[0-9]{2}$'),
  seed text not null check (seed <> ''),
  published_at timestamptz not null
);

-- One matching of the whole network. Public: numbers and hashes, nothing of anybody.
create table worklist_run (
  id uuid primary key,
  position bigint generated always as identity,
  week text not null references worklist_seed,
  cause text not null check (cause in ('weekly', 'button', 'command')),
  terms jsonb not null, -- with the seed
  inputs_hash text not null, -- SHA-256 of firms, offers and terms
  outcome_hash text not null, -- SHA-256 of the matches
  firms integer not null,
  offers integer not null,
  matches integer not null,
  eur_per_point double precision not null, -- of the prices
  made_at timestamptz not null
);
create index worklist_run_week on worklist_run (week, position);

-- What went into a run and what became of it, per firm, per offer and per match; kept for some weeks.
create table worklist_firm (
  run_id uuid not null references worklist_run on delete cascade,
  firm_id uuid not null references firm on delete cascade,
  input jsonb not null,
  left_out text not null check (left_out in
    ('', 'other-help', 'hours', 'no-value', 'no-room', 'not-now', 'talked', 'not-interested')),
  waits_too_long boolean not null default false,
  primary key (run_id, firm_id)
);
create index worklist_firm_firm_id on worklist_firm (firm_id);

create table worklist_offer (
  run_id uuid not null references worklist_run on delete cascade,
  offer_id text not null,
  owner_firm_id uuid references firm on delete cascade, -- of a peer
  organisation_id uuid references organisation on delete cascade, -- of a conversation: whose adviser
  name text not null,
  path text not null default '', -- where more is told
  input jsonb not null,
  places_left integer not null,
  price_points double precision not null,
  needed_from integer not null,
  primary key (run_id, offer_id)
);
create index worklist_offer_owner_firm_id on worklist_offer (owner_firm_id);
create index worklist_offer_organisation_id on worklist_offer (organisation_id);

create table worklist_match (
  run_id uuid not null,
  firm_id uuid not null,
  offer_id text not null,
  kind text not null,
  step text not null,
  reason text not null,
  value_eur double precision not null,
  eur_per_employee double precision not null,
  rank integer, -- of a conversation: place on the list of its hub, from 1
  account_id uuid references account on delete set null, -- of a conversation: with whom
  primary key (run_id, firm_id, offer_id),
  foreign key (run_id, firm_id) references worklist_firm on delete cascade,
  foreign key (run_id, offer_id) references worklist_offer on delete cascade
);
create index worklist_match_firm_id on worklist_match (firm_id);
create index worklist_match_account_id on worklist_match (account_id);
create index worklist_match_offer on worklist_match (run_id, offer_id);

-- Firms that let the hub of whoever acts look, as consent has it (migrations/000010-thread.sql, which comes later).
create function needs_shown_to_hub() returns setof uuid language plpgsql stable as $$
begin
  return query select f from firms_shown_to_hub() f;
end $$;

-- Schakel itself, in the background.
create function matching_is_acting() returns boolean language sql stable as
  $$ select acting_account() = '00000000-0000-0000-0000-000000000000' $$;

-- For a trigger on consent: a firm that no longer wants its hub to look is gone from the list and its inputs. Seen when
-- the transaction ends, so that who agrees anew in it keeps its place.
create function forget_need() returns trigger language plpgsql as $$
begin
  if old.purpose <> 'hub-sees-advice'
    or exists (select from consent c where c.firm_id = old.firm_id and c.purpose = old.purpose) then
    return null;
  end if;
  delete from firm_need where firm_id = old.firm_id;
  delete from worklist_firm where firm_id = old.firm_id;
  return null;
end $$;

alter table firm_need enable row level security;
alter table firm_need force row level security;
create policy firm_need_own on firm_need
  using (firm_id = any (acting_firms())) with check (firm_id = any (acting_firms()));
create policy firm_need_of_region on firm_need for select to schakel_app
  using (firm_id in (select needs_shown_to_hub()));
create policy firm_need_matched on firm_need to schakel_app
  using (matching_is_acting()) with check (matching_is_acting());
grant select, insert, update, delete on firm_need to schakel_app;

alter table talk_hours enable row level security;
alter table talk_hours force row level security;
create policy talk_hours_of_hub on talk_hours for select to schakel_app
  using (acting_as('adviser') and organisation_id = any (acting_organisations()));
create policy talk_hours_own on talk_hours to schakel_app
  using (account_id = acting_account())
  with check (account_id = acting_account() and acting_as('adviser')
    and organisation_id = any (acting_organisations()));
create policy talk_hours_matched on talk_hours for select to schakel_app using (matching_is_acting());
grant select, insert, update, delete on talk_hours to schakel_app;

alter table worklist_mark enable row level security;
alter table worklist_mark force row level security;
create policy worklist_mark_own on worklist_mark for select to schakel_app
  using (firm_id = any (acting_firms()) or account_id = acting_account());
create policy worklist_mark_of_region on worklist_mark for select to schakel_app
  using (firm_id in (select needs_shown_to_hub()));
create policy worklist_mark_made on worklist_mark for insert to schakel_app
  with check (account_id = acting_account() and acting_as('adviser')
    and organisation_id = any (acting_organisations()) and firm_id in (select needs_shown_to_hub()));
create policy worklist_mark_matched on worklist_mark for select to schakel_app using (matching_is_acting());
grant select, insert on worklist_mark to schakel_app;

alter table worklist_seed enable row level security;
alter table worklist_seed force row level security;
create policy worklist_seed_public on worklist_seed for select using (true);
create policy worklist_seed_made on worklist_seed for insert to schakel_app with check (matching_is_acting());
grant select, insert on worklist_seed to schakel_app;

alter table worklist_run enable row level security;
alter table worklist_run force row level security;
create policy worklist_run_public on worklist_run for select using (true);
create policy worklist_run_made on worklist_run for insert to schakel_app with check (matching_is_acting());
grant select, insert on worklist_run to schakel_app;

alter table worklist_firm enable row level security;
alter table worklist_firm force row level security;
create policy worklist_firm_own on worklist_firm for select to schakel_app using (firm_id = any (acting_firms()));
create policy worklist_firm_forgotten on worklist_firm for delete to schakel_app
  using (firm_id = any (acting_firms()));
create policy worklist_firm_of_region on worklist_firm for select to schakel_app
  using (firm_id in (select needs_shown_to_hub()));
create policy worklist_firm_made on worklist_firm to schakel_app
  using (matching_is_acting()) with check (matching_is_acting());
grant select, insert, delete on worklist_firm to schakel_app;

-- What was offered, without whom it was offered to; of a peer only to those who may see that firm.
alter table worklist_offer enable row level security;
alter table worklist_offer force row level security;
create policy worklist_offer_seen on worklist_offer for select to schakel_app
  using (owner_firm_id is null and acting_as('adviser'));
create policy worklist_offer_of_peer on worklist_offer for select to schakel_app
  using (owner_firm_id = any (acting_firms())
    or (owner_firm_id is not null and owner_firm_id in (select needs_shown_to_hub())));
create policy worklist_offer_made on worklist_offer to schakel_app
  using (matching_is_acting()) with check (matching_is_acting());
grant select, insert, delete on worklist_offer to schakel_app;

alter table worklist_match enable row level security;
alter table worklist_match force row level security;
create policy worklist_match_own on worklist_match for select to schakel_app using (firm_id = any (acting_firms()));
create policy worklist_match_of_region on worklist_match for select to schakel_app
  using (firm_id in (select needs_shown_to_hub()));
create policy worklist_match_made on worklist_match to schakel_app
  using (matching_is_acting()) with check (matching_is_acting());
grant select, insert, delete on worklist_match to schakel_app;
