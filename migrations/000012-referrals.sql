-- What a firm is offered and no more than it can use, referrals as things that are followed, and firms that agreed to talk.
create function referrals_is_acting() returns boolean language sql stable as
  $$ select acting_account() = '00000000-0000-0000-0000-000000000000' $$;

-- Everything that the network offered a firm; open until the firm answered or it was taken back. Written by Schakel
-- itself, one offer of a firm after the other.
create table attention_offer (
  id uuid primary key,
  firm_id uuid not null references firm on delete cascade,
  kind text not null check (kind in
    ('trial', 'peer', 'expert', 'course', 'event', 'guidance', 'talk', 'reminder')),
  what text not null check (what <> ''), -- of what: 'entry 8f14…'
  reason text not null check (reason <> ''), -- in words, for the firm
  path text not null default '', -- where more is told, without language
  offered_at timestamptz not null,
  settled_at timestamptz,
  outcome text not null default '' check (outcome in ('', 'accepted', 'declined', 'withdrawn')),
  check ((outcome = '') = (settled_at is null))
);
create unique index attention_offer_open on attention_offer (firm_id, kind, what) where settled_at is null;
create index attention_offer_firm_id on attention_offer (firm_id, offered_at);

-- What a firm does not want to be offered or mailed about.
create table attention_off (
  firm_id uuid not null references firm on delete cascade,
  kind text not null check (kind in
    ('trial', 'peer', 'expert', 'course', 'event', 'guidance', 'talk', 'reminder')),
  since timestamptz not null,
  primary key (firm_id, kind)
);

-- The switch at the end of a mail: who has the link can say no for one firm to one kind, and nothing else.
create table attention_link (
  token_hash text primary key check (token_hash <> ''),
  firm_id uuid not null references firm on delete cascade,
  kind text not null check (kind in
    ('trial', 'peer', 'expert', 'course', 'event', 'guidance', 'talk', 'reminder')),
  created_at timestamptz not null
);
create index attention_link_firm_id on attention_link (firm_id);

-- A firm that took steps and agreed to talk about them. It counts while the firm agrees to introductions.
create table peer_offer (
  id uuid primary key,
  firm_id uuid not null unique references firm on delete cascade,
  steps text[] not null check (cardinality(steps) > 0),
  sector text not null check (sector ~ '^[0-9]{2}$'),
  province text not null check (province <> ''),
  did text not null check (did <> ''), -- what it did, in a sentence that names nobody
  most_per_quarter integer not null check (most_per_quarter between 1 and 12),
  version integer not null default 1 check (version > 0),
  since timestamptz not null,
  updated_at timestamptz not null
);
create index peer_offer_steps on peer_offer using gin (steps);

-- An adviser sends a firm to somebody who helps: an entry of the directory, or a firm that took the step.
create table referral (
  id uuid primary key,
  firm_id uuid not null references firm on delete cascade,
  organisation_id uuid not null references organisation, -- the hub that refers
  adviser_account_id uuid references account on delete set null,
  case_id uuid references desk_case on delete set null,
  target text not null check (target in ('entry', 'peer')),
  kind text not null check (kind in ('trial', 'peer', 'expert', 'course', 'talk')),
  entry_id uuid references directory_entry,
  receiver_id uuid references organisation, -- that keeps the entry
  receiver_is_bureau boolean not null default false,
  peer_offer_id uuid references peer_offer on delete set null,
  peer_firm_id uuid references firm on delete set null,
  quarter text not null default '' check (quarter ~ '^([0-9]{4}-Q[1-4])?$'), -- in which it counts for the peer
  step text not null default '',
  title text not null default '', -- of the entry, as it was called then
  reason text not null check (reason <> ''), -- why this fits, for the firm
  offer_id uuid references attention_offer on delete set null,
  state text not null check (state in
    ('offered', 'accepted', 'agreed', 'contacted', 'helped', 'result', 'declined', 'withdrawn')),
  turn text not null check (turn in ('', 'firm', 'receiver')), -- who is to do something
  offered_at timestamptz not null,
  accepted_at timestamptz,
  agreed_at timestamptz, -- the peer said yes to this introduction
  changed_at timestamptz not null, -- since when it is in this state
  remind_at timestamptz, -- five working days later; null when it is nobody's turn
  reminded_at timestamptz,
  version integer not null default 1 check (version > 0),
  check ((target = 'entry') = (entry_id is not null)),
  check ((target = 'entry') = (receiver_id is not null)),
  check (target = 'entry' or kind = 'peer'),
  check ((target = 'peer') = (quarter <> '')),
  check (peer_firm_id is null or (target = 'peer' and peer_firm_id <> firm_id)),
  check ((turn = '') = (remind_at is null))
);
create index referral_firm_id on referral (firm_id, offered_at);
create index referral_organisation_id on referral (organisation_id, changed_at);
create index referral_receiver_id on referral (receiver_id, changed_at);
create index referral_peer_firm_id on referral (peer_firm_id);
create index referral_peer_offer_id on referral (peer_offer_id, quarter);
create index referral_adviser_account_id on referral (adviser_account_id);
create index referral_case_id on referral (case_id);
create index referral_entry_id on referral (entry_id);
create index referral_offer_id on referral (offer_id);
create index referral_to_remind on referral (remind_at) where reminded_at is null;

-- What happened: only ever added to. Who did it is a side, not a person.
create table referral_event (
  id uuid primary key,
  position bigint generated always as identity,
  referral_id uuid not null references referral on delete cascade,
  side text not null check (side in ('firm', 'receiver', 'adviser', 'schakel')),
  deed text not null check (deed in
    ('refer', 'accept', 'agree', 'contact', 'help', 'tell', 'decline', 'withdraw', 'remind')),
  words text not null default '',
  eur_per_year integer, -- of a result, as that side tells it
  at timestamptz not null,
  check (eur_per_year is null or deed = 'tell')
);
create index referral_event_referral_id on referral_event (referral_id, position);

-- Whom the other side may call: given along with a yes, and gone when nothing comes of it.
create table referral_contact (
  referral_id uuid not null references referral on delete cascade,
  side text not null check (side in ('firm', 'receiver')),
  firm_name text not null,
  contact_name text not null default '',
  phone text not null default '',
  email text not null default '',
  primary key (referral_id, side)
);

-- Firms that whoever acts may refer, beside those that let the hub look: of cases that he works on. What is looked up
-- comes in a later migration (000012-thread.sql).
create function firms_to_refer() returns setof uuid language plpgsql stable as $$
begin
  return query
    select f from firms_shown_to_hub() f
    union
    select c.firm_id from desk_case c
    where c.firm_id is not null and acting_as('adviser') and c.organisation_id = any (acting_organisations());
end $$;

alter table attention_offer enable row level security;
alter table attention_offer force row level security;
create policy attention_offer_own on attention_offer for select to schakel_app using (firm_id = any (acting_firms()));
create policy attention_offer_of_schakel on attention_offer to schakel_app
  using (referrals_is_acting()) with check (referrals_is_acting());
grant select, insert, update on attention_offer to schakel_app;

alter table attention_link enable row level security;
alter table attention_link force row level security;
create policy attention_link_shown on attention_link for select to schakel_app
  using (token_hash = named('link_hash'));
create policy attention_link_own on attention_link for select to schakel_app using (firm_id = any (acting_firms()));
create policy attention_link_of_schakel on attention_link to schakel_app
  using (referrals_is_acting()) with check (referrals_is_acting());
grant select, insert on attention_link to schakel_app;

alter table attention_off enable row level security;
alter table attention_off force row level security;
create policy attention_off_own on attention_off to schakel_app
  using (firm_id = any (acting_firms())) with check (firm_id = any (acting_firms()));
create policy attention_off_of_link on attention_off for select to schakel_app
  using (exists (select from attention_link l where l.token_hash = named('link_hash')
    and l.firm_id = attention_off.firm_id and l.kind = attention_off.kind));
create policy attention_off_by_link on attention_off for insert to schakel_app
  with check (exists (select from attention_link l where l.token_hash = named('link_hash')
    and l.firm_id = attention_off.firm_id and l.kind = attention_off.kind));
create policy attention_off_kept_to on attention_off for select to schakel_app using (referrals_is_acting());
grant select, insert, delete on attention_off to schakel_app;

alter table peer_offer enable row level security;
alter table peer_offer force row level security;
create policy peer_offer_own on peer_offer to schakel_app
  using (firm_id = any (acting_firms())) with check (firm_id = any (acting_firms()));
create policy peer_offer_of_schakel on peer_offer to schakel_app
  using (referrals_is_acting()) with check (referrals_is_acting());
grant select, insert, update, delete on peer_offer to schakel_app;

-- The firm; the hub that refers; and once the firm said yes also who receives: the organisation or the peer.
alter table referral enable row level security;
alter table referral force row level security;
create policy referral_of_firm on referral for select to schakel_app using (firm_id = any (acting_firms()));
create policy referral_answered on referral for update to schakel_app
  using (firm_id = any (acting_firms())) with check (firm_id = any (acting_firms()));
create policy referral_of_hub on referral for select to schakel_app
  using (acting_as('adviser') and organisation_id = any (acting_organisations()));
create policy referral_made on referral for insert to schakel_app
  with check (acting_as('adviser') and organisation_id = any (acting_organisations())
    and adviser_account_id = acting_account() and state = 'offered' and accepted_at is null and agreed_at is null
    and firm_id in (select firms_to_refer()));
create policy referral_kept on referral for update to schakel_app
  using (acting_as('adviser') and organisation_id = any (acting_organisations()))
  with check (acting_as('adviser') and organisation_id = any (acting_organisations()));
create policy referral_received on referral for select to schakel_app
  using (accepted_at is not null and (receiver_id = any (acting_organisations())
    or (receiver_is_bureau and acting_as('bureau')) or peer_firm_id = any (acting_firms())));
create policy referral_helped on referral for update to schakel_app
  using (accepted_at is not null and (receiver_id = any (acting_organisations())
    or (receiver_is_bureau and acting_as('bureau')) or peer_firm_id = any (acting_firms())))
  with check (accepted_at is not null and (receiver_id = any (acting_organisations())
    or (receiver_is_bureau and acting_as('bureau')) or peer_firm_id = any (acting_firms())));
create policy referral_of_schakel on referral to schakel_app
  using (referrals_is_acting()) with check (referrals_is_acting());
grant select, insert on referral to schakel_app;
grant update (state, turn, accepted_at, agreed_at, changed_at, remind_at, reminded_at, version) on referral to schakel_app;

-- Who sees the referral sees what happened, all of it.
alter table referral_event enable row level security;
alter table referral_event force row level security;
create policy referral_event_of_referral on referral_event for select to schakel_app
  using (exists (select from referral r where r.id = referral_id));
create policy referral_event_added on referral_event for insert to schakel_app
  with check (exists (select from referral r where r.id = referral_id));
create policy referral_event_forgotten on referral_event for update to schakel_app
  using (referrals_is_acting()) with check (referrals_is_acting());
grant select, insert on referral_event to schakel_app;
grant update (words, eur_per_year) on referral_event to schakel_app; -- taken out when a peer goes

-- Of a peer and who wants to meet him: neither sees whom to call before both said yes.
alter table referral_contact enable row level security;
alter table referral_contact force row level security;
create policy referral_contact_seen on referral_contact for select to schakel_app
  using (exists (select from referral r where r.id = referral_id and (r.target = 'entry' or r.agreed_at is not null)));
create policy referral_contact_own on referral_contact to schakel_app
  using (exists (select from referral r where r.id = referral_id
    and case side when 'firm' then r.firm_id else r.peer_firm_id end = any (acting_firms())))
  with check (exists (select from referral r where r.id = referral_id
    and case side when 'firm' then r.firm_id else r.peer_firm_id end = any (acting_firms())));
create policy referral_contact_of_schakel on referral_contact to schakel_app
  using (referrals_is_acting()) with check (referrals_is_acting());
grant select, insert, delete on referral_contact to schakel_app;

-- Schakel itself knows whom to write to: of an organisation who acts for it, of a firm its members while it acts for
-- that firm.
create policy duty_to_tell on duty for select to schakel_app using (kind = 'coordinator' and referrals_is_acting());
create policy account_to_tell on account for select to schakel_app
  using (referrals_is_acting() and (id in (select d.account_id from duty d where d.kind = 'coordinator')
    or id in (select m.account_id from firm_member m where m.firm_id = any (acting_firms()))));
