-- The one page of an entrepreneur: whom to call, scans that are kept, steps that were taken, and what the firm agreed to.

-- Whom to call; told by the firm itself. Its hub sees this while the firm lets it look.
create table firm_contact (
  firm_id uuid primary key references firm on delete cascade,
  contact_name text not null default '',
  phone text not null default '',
  version integer not null default 1 check (version > 0),
  updated_at timestamptz not null
);

-- What a firm agrees to now: a row while it does, none when it does not.
create table consent (
  firm_id uuid not null references firm on delete cascade,
  purpose text not null check (purpose in ('introductions', 'hub-sees-advice', 'reminders', 'research')),
  text_version integer not null check (text_version > 0), -- of the words that were shown
  province text not null default '', -- for 'hub-sees-advice': whose hubs may look
  given_at timestamptz not null,
  check (province = '' or purpose = 'hub-sees-advice'),
  primary key (firm_id, purpose)
);
create index consent_purpose on consent (purpose, firm_id);

-- Every yes and every no: only ever added to. It goes with the firm; who said it goes with the account.
create table consent_event (
  id uuid primary key,
  position bigint generated always as identity,
  firm_id uuid not null references firm on delete cascade,
  account_id uuid references account on delete set null,
  purpose text not null check (purpose in ('introductions', 'hub-sees-advice', 'reminders', 'research')),
  is_given boolean not null,
  text_version integer not null check (text_version > 0),
  province text not null default '',
  at timestamptz not null
);
create index consent_event_firm_id on consent_event (firm_id, position);
create index consent_event_account_id on consent_event (account_id);

-- A scan that a firm keeps with itself. Of its private link only the hash is in the database; the link itself is sealed
-- with a key that is not, so that the firm can open the scan again.
create table kept_scan (
  id uuid primary key,
  firm_id uuid not null references firm on delete cascade,
  account_id uuid references account on delete set null, -- who kept it
  link_hash text not null unique references scan (link_hash) on delete cascade, -- at one firm
  sealed_link text not null check (sealed_link <> ''),
  kept_at timestamptz not null
);
create index kept_scan_firm_id on kept_scan (firm_id);
create index kept_scan_account_id on kept_scan (account_id);

-- A scan that a firm keeps does not expire.
alter table scan add column is_kept boolean not null default false;

-- A step as the firm itself says that it took it; begun, in use and stopped each with its own date.
create table step_report (
  id uuid primary key,
  firm_id uuid not null references firm on delete cascade,
  account_id uuid references account on delete set null, -- who said so first
  step_id text not null check (step_id ~ '^[a-z0-9-]+$'),
  state text not null check (state in ('started', 'in-use', 'stopped')),
  happened_on date not null,
  cost_low_eur integer check (cost_low_eur >= 0),
  cost_high_eur integer check (cost_high_eur >= cost_low_eur),
  brought text not null default '', -- what it brought, in words
  version integer not null default 1 check (version > 0),
  created_at timestamptz not null,
  updated_at timestamptz not null,
  unique (firm_id, step_id, state),
  check (cost_low_eur is not null or cost_high_eur is null)
);
create index step_report_account_id on step_report (account_id);

-- Where the hubs of whoever acts are at work.
create function acting_provinces() returns text[] language sql stable as $$
  select coalesce(array_agg(province), '{}')
  from directory_entry e, unnest(e.provinces) province
  where e.kind = 'hub' and acting_as('adviser') and e.organisation_id = any (acting_organisations())
$$;

-- Firms that let the hub of whoever acts look. Every policy for advisers looks here, so that a firm that withdraws is
-- gone everywhere at once.
create function firms_shown_to_hub() returns setof uuid language sql stable as $$
  select firm_id from consent
  where acting_as('adviser') and purpose = 'hub-sees-advice'
    and province in (select unnest(acting_provinces())) -- looked up once, not per row
$$;

-- Schakel itself, in the background.
create function acting_as_system() returns boolean language sql stable as
  $$ select acting_account() = '00000000-0000-0000-0000-000000000000' $$;

alter table consent enable row level security;
alter table consent force row level security;
create policy consent_own on consent
  using (firm_id = any (acting_firms())) with check (firm_id = any (acting_firms()));
create policy consent_of_region on consent for select to schakel_app
  using (purpose = 'hub-sees-advice' and acting_as('adviser')
    and province in (select unnest(acting_provinces())));
create policy consent_kept_to on consent for select to schakel_app using (acting_as_system());
grant select, insert, delete on consent to schakel_app;

alter table firm_contact enable row level security;
alter table firm_contact force row level security;
create policy firm_contact_own on firm_contact
  using (firm_id = any (acting_firms())) with check (firm_id = any (acting_firms()));
create policy firm_contact_of_region on firm_contact for select to schakel_app
  using (acting_as('adviser') and firm_id in (select firms_shown_to_hub()));
grant select, insert, update, delete on firm_contact to schakel_app;

alter table consent_event enable row level security;
alter table consent_event force row level security;
create policy consent_event_own on consent_event for select using (firm_id = any (acting_firms()));
create policy consent_event_added on consent_event for insert
  with check (firm_id = any (acting_firms()) and account_id = acting_account());
grant select, insert on consent_event to schakel_app;

alter table kept_scan enable row level security;
alter table kept_scan force row level security;
create policy kept_scan_own on kept_scan
  using (firm_id = any (acting_firms())) with check (firm_id = any (acting_firms()));
create policy kept_scan_of_region on kept_scan for select to schakel_app
  using (acting_as('adviser') and firm_id in (select firms_shown_to_hub()));
grant select, insert, delete on kept_scan to schakel_app;

alter table step_report enable row level security;
alter table step_report force row level security;
create policy step_report_own on step_report
  using (firm_id = any (acting_firms())) with check (firm_id = any (acting_firms()));
create policy step_report_of_region on step_report for select to schakel_app
  using (acting_as('adviser') and firm_id in (select firms_shown_to_hub()));
grant select, insert, update, delete on step_report to schakel_app;

-- The hub sees which firm it is; a firm sees its own scans without naming their links, and the hub the advices of them.
create policy firm_of_region on firm for select to schakel_app
  using (acting_as('adviser') and id in (select firms_shown_to_hub()));
-- Row by row and not `in`: what a page asks for is a few rows of many.
create policy scan_kept_seen on scan for select to schakel_app
  using (is_kept and exists (select from kept_scan k
    where k.link_hash = scan.link_hash and k.firm_id = any (acting_firms())));
create policy scan_kept_removed on scan for delete to schakel_app
  using (is_kept and exists (select from kept_scan k
    where k.link_hash = scan.link_hash and k.firm_id = any (acting_firms())));
create policy advice_kept on advice for select to schakel_app
  using (exists (select from kept_scan k where k.link_hash = advice.link_hash));
create policy peer_scan_kept on peer_scan for select to schakel_app
  using (exists (select from kept_scan k
    where k.link_hash = peer_scan.link_hash and k.firm_id = any (acting_firms())));
create policy peer_scan_kept_removed on peer_scan for delete to schakel_app
  using (exists (select from kept_scan k
    where k.link_hash = peer_scan.link_hash and k.firm_id = any (acting_firms())));

-- The keeper leaves kept scans alone.
alter policy scan_expired_seen on scan
  using (expires_at <= nullif(current_setting('schakel.keep_after', true), '')::timestamptz and not is_kept);
alter policy scan_expired_removed on scan
  using (expires_at <= nullif(current_setting('schakel.keep_after', true), '')::timestamptz and not is_kept);

-- Somebody goes, and what is only his goes with him: the account, and firms for which nobody else acts. To know that
-- nobody else does, members of a firm see that there are others.
create policy firm_member_of_firm on firm_member for select to schakel_app using (firm_id = any (acting_firms()));
create policy account_erased on account for delete to schakel_app using (id = acting_account());
grant delete on account to schakel_app;
create policy firm_erased on firm for delete to schakel_app
  using (id = any (acting_firms())
    and not exists (select from firm_member m where m.firm_id = firm.id and m.account_id <> acting_account()));
grant delete on firm to schakel_app;
create policy sign_in_link_own on sign_in_link for select to schakel_app
  using (email = (select a.email from account a where a.id = acting_account()));
create policy sign_in_link_erased on sign_in_link for delete to schakel_app
  using (email = (select a.email from account a where a.id = acting_account()));
grant delete on sign_in_link to schakel_app;

-- The list of conversations forgets at once a firm that no longer lets its hub look (migrations/000009-worklist.sql).
create constraint trigger consent_ends after delete on consent deferrable initially deferred
  for each row execute function forget_need();
