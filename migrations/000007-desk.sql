-- The desk: questions, who answers them and by when, and what both sides said.
--
-- Whoever asked reaches a case by the account, by the firm that it is about, or by the private link whose hash stands on
-- the case. The hub that has it works on it; the bureau works on its own cases and on those that are late. Schakel itself
-- watches promises and takes in mail.
create function desk_is_acting() returns boolean language sql stable as
  $$ select acting_account() = '00000000-0000-0000-0000-000000000000' $$;

-- How soon an organisation promises a first answer, where that is not the usual 8 working hours; public.
create table desk_promise (
  organisation_id uuid primary key, -- of an organisation, which is never removed
  working_hours integer not null check (working_hours between 2 and 40),
  updated_at timestamptz not null
);

create table desk_case (
  id uuid primary key,
  number bigint generated always as identity unique, -- what people call it
  organisation_id uuid not null references organisation, -- who has it now: a hub, or the bureau
  is_of_bureau boolean not null,
  state text not null default 'open' check (state in ('open', 'answered', 'closed', 'merged')),
  source text not null check (source in ('page', 'mail')),
  language text not null check (language in ('nl', 'en')),
  subject text not null check (subject <> ''),
  search_text text not null, -- what both sides said, name and address; small letters without accents
  asker_name text not null default '',
  asker_email text not null, -- in small letters; '' where a mail told none
  asker_account_id uuid references account on delete cascade,
  firm_id uuid references firm on delete set null,
  link_hash text unique check (link_hash <> ''), -- of the private link; none where an account asked
  reply_token text not null unique check (reply_token ~ '^[0-9A-Z]{12}$'), -- of the address that answers come back to
  province text not null default '',
  topic text not null default '',
  step text not null default '',
  assigned_to uuid references account on delete set null,
  assigned_name text not null default '',
  asked_at timestamptz not null,
  open_since timestamptz, -- since when the asker waits; null unless open
  promise integer not null default 1, -- how manieth promise this is; each is reminded of and escalated once
  due_at timestamptz, -- null unless open
  remind_at timestamptz,
  reminded_at timestamptz,
  escalated_at timestamptz, -- the promise was broken: from then on the bureau sees the case
  first_answered_at timestamptz,
  last_from text not null default 'asker' check (last_from in ('asker', 'network')),
  handed_from_id uuid references organisation,
  handed_from_name text not null default '',
  handed_by_id uuid references account on delete set null,
  handed_by_name text not null default '',
  handed_reason text not null default '',
  handed_at timestamptz,
  programme text not null default '', -- slug of the national programme that the question went to
  programme_name text not null default '',
  programme_reason text not null default '', -- what the asker was told
  programme_at timestamptz,
  outcome text not null default '',
  closed_at timestamptz,
  merged_into uuid references desk_case on delete set null,
  version integer not null default 1 check (version > 0),
  updated_at timestamptz not null,
  check ((state = 'open') = (due_at is not null)),
  check ((state = 'open') = (open_since is not null)),
  check ((handed_at is null) = (handed_from_id is null))
);
create index desk_case_due on desk_case (organisation_id, due_at, id) where state = 'open';
create index desk_case_assigned on desk_case (assigned_to, due_at, id) where state = 'open';
create index desk_case_recent on desk_case (organisation_id, state, updated_at desc, id desc);
create index desk_case_late on desk_case (due_at, id) where escalated_at is not null;
create index desk_case_to_remind on desk_case (remind_at) where state = 'open' and reminded_at is null;
create index desk_case_to_escalate on desk_case (due_at) where state = 'open' and escalated_at is null;
create index desk_case_asker_account_id on desk_case (asker_account_id, asked_at);
create index desk_case_asker_email on desk_case (asker_email);
create index desk_case_firm_id on desk_case (firm_id);
create index desk_case_merged_into on desk_case (merged_into);
create index desk_case_handed_by_id on desk_case (handed_by_id);
create index desk_case_handed_from_id on desk_case (handed_from_id);

-- What both sides said to each other. Of a merged case the messages moved; they keep where they were said.
create table desk_message (
  id uuid primary key,
  position bigint generated always as identity,
  case_id uuid not null references desk_case on delete cascade,
  said_in uuid references desk_case on delete cascade, -- the case that was merged into this one
  kind text not null check (kind in ('question', 'answer')),
  body text not null,
  author_account_id uuid references account on delete set null,
  author_name text not null default '',
  organisation_name text not null default '', -- of an answer
  dropped jsonb not null default '[]', -- attachments that were not kept, and why
  at timestamptz not null
);
create index desk_message_case_id on desk_message (case_id, position);
create index desk_message_said_in on desk_message (said_in);
create index desk_message_author_account_id on desk_message (author_account_id);

create table desk_attachment (
  id uuid primary key,
  message_id uuid not null references desk_message on delete cascade,
  position integer not null,
  name text not null,
  type text not null,
  bytes integer not null check (bytes >= 0),
  content bytea not null
);
create index desk_attachment_message_id on desk_attachment (message_id, position);

-- Notes among colleagues, and what was done with a case. No policy shows these to whoever asked.
create table desk_note (
  id uuid primary key,
  position bigint generated always as identity,
  case_id uuid not null references desk_case on delete cascade,
  kind text not null check (kind in
    ('note', 'assigned', 'handed-over', 'programme', 'merged', 'closed', 'reopened', 'reminded', 'escalated', 'mail')),
  body text not null,
  author_account_id uuid references account on delete set null,
  author_name text not null default '',
  at timestamptz not null
);
create index desk_note_case_id on desk_note (case_id, position);
create index desk_note_author_account_id on desk_note (author_account_id);

-- Sentences that an organisation uses again and again; those of the bureau are for everybody who answers.
create table desk_text (
  id uuid primary key,
  organisation_id uuid not null references organisation on delete cascade,
  name text not null check (name <> ''),
  body text not null check (body <> ''),
  version integer not null default 1 check (version > 0),
  updated_at timestamptz not null,
  unique (organisation_id, name)
);

-- How often a question belonged elsewhere: per national programme, month and organisation. Says nothing of anybody.
create table desk_programme_count (
  programme text not null,
  month text not null check (month ~ '^[0-9]{4}-[0-9]{2}$'),
  organisation_id uuid not null references organisation,
  questions integer not null check (questions > 0),
  primary key (programme, month, organisation_id)
);
create index desk_programme_count_organisation_id on desk_programme_count (organisation_id);

-- Names of colleagues stand beside what they did, for the other side to read; they go when the account goes.
create function desk_forget_author() returns trigger language plpgsql as $$
begin
  new.author_name := '';
  return new;
end $$;
create trigger desk_message_forgets before update of author_account_id on desk_message
  for each row when (new.author_account_id is null) execute function desk_forget_author();
create trigger desk_note_forgets before update of author_account_id on desk_note
  for each row when (new.author_account_id is null) execute function desk_forget_author();
create function desk_forget_colleague() returns trigger language plpgsql as $$
begin
  if new.assigned_to is null then new.assigned_name := ''; end if;
  if new.handed_by_id is null then new.handed_by_name := ''; end if;
  return new;
end $$;
create trigger desk_case_forgets before update of assigned_to, handed_by_id on desk_case
  for each row execute function desk_forget_colleague();

-- The address that the account proved.
create function desk_own_address() returns text language sql stable as
  $$ select email from account where id = acting_account() $$;

alter table desk_promise enable row level security;
alter table desk_promise force row level security;
create policy desk_promise_public on desk_promise for select using (true);
create policy desk_promise_kept on desk_promise
  using (acting_as('bureau')) with check (acting_as('bureau'));
grant select, insert, update on desk_promise to schakel_app;

-- Settings stand in a select of their own: read once per statement, not once per row.
alter table desk_case enable row level security;
alter table desk_case force row level security;
create policy desk_case_worked_on on desk_case to schakel_app
  using (((select acting_as('adviser')) and organisation_id = any ((select acting_organisations())::uuid[]))
    or ((select acting_as('bureau')) and (is_of_bureau or escalated_at is not null))
    or (select desk_is_acting()))
  with check (((select acting_as('adviser')) and organisation_id = any ((select acting_organisations())::uuid[]))
    or ((select acting_as('bureau')) and (is_of_bureau or escalated_at is not null))
    or (select desk_is_acting()));
-- Who hands a case over writes it into the hands of another, and sees it till the end of that transaction.
create policy desk_case_given on desk_case for select to schakel_app
  using (id::text = any (string_to_array((select named('handing_over')), ',')) and handed_from_id is not null
    and ((acting_as('adviser') and handed_from_id = any (acting_organisations())) or acting_as('bureau')));
create policy desk_case_giving on desk_case for update to schakel_app
  using (false)
  with check (id::text = any (string_to_array((select named('handing_over')), ',')) and handed_from_id is not null
    and ((acting_as('adviser') and handed_from_id = any (acting_organisations())) or acting_as('bureau')));
create policy desk_case_asked on desk_case for select to schakel_app
  using (asker_account_id = (select acting_account()) or link_hash = (select named('link_hash'))
    or asker_email = (select desk_own_address())
    or firm_id = any ((select acting_firms())::uuid[]));
create policy desk_case_made on desk_case for insert to schakel_app
  with check (state = 'open' and assigned_to is null and escalated_at is null and handed_at is null
    and programme = '' and merged_into is null
    and (asker_account_id = acting_account() or (asker_account_id is null and link_hash = named('link_hash')))
    and (firm_id is null or firm_id = any (acting_firms())));
-- Who asked adds to it, which opens it again, or says that it is solved.
create policy desk_case_added_to on desk_case for update to schakel_app
  using (asker_account_id = (select acting_account()) or link_hash = (select named('link_hash'))
    or asker_email = (select desk_own_address()))
  with check (asker_account_id = (select acting_account()) or link_hash = (select named('link_hash'))
    or asker_email = (select desk_own_address()));
create policy desk_case_erased on desk_case for delete to schakel_app
  using (asker_account_id = acting_account() or asker_email = (select desk_own_address()));
grant select, insert, update, delete on desk_case to schakel_app;

alter table desk_message enable row level security;
alter table desk_message force row level security;
create policy desk_message_worked_on on desk_message to schakel_app
  using (exists (select from desk_case c where c.id = case_id and (
    ((select acting_as('adviser')) and c.organisation_id = any ((select acting_organisations())::uuid[]))
    or ((select acting_as('bureau')) and (c.is_of_bureau or c.escalated_at is not null))
    or (select desk_is_acting()))))
  with check (exists (select from desk_case c where c.id = case_id and (
    ((select acting_as('adviser')) and c.organisation_id = any ((select acting_organisations())::uuid[]))
    or ((select acting_as('bureau')) and (c.is_of_bureau or c.escalated_at is not null))
    or (select desk_is_acting()))));
create policy desk_message_of_asker on desk_message for select to schakel_app
  using (exists (select from desk_case c where c.id in (case_id, said_in) and (
    c.asker_account_id = (select acting_account()) or c.link_hash = (select named('link_hash'))
    or c.asker_email = (select desk_own_address())
    or c.firm_id = any ((select acting_firms())::uuid[]))));
create policy desk_message_said on desk_message for insert to schakel_app
  with check (kind = 'question' and exists (select from desk_case c where (
    c.asker_account_id = (select acting_account()) or c.link_hash = (select named('link_hash'))
    or c.asker_email = (select desk_own_address()))
    and ((said_in is null and c.id = case_id) or (c.id = said_in and c.merged_into = case_id))));
grant select, insert on desk_message to schakel_app;
grant update (case_id, said_in) on desk_message to schakel_app; -- merged

alter table desk_attachment enable row level security;
alter table desk_attachment force row level security;
create policy desk_attachment_of_message on desk_attachment for select to schakel_app
  using (message_id in (select m.id from desk_message m));
create policy desk_attachment_kept on desk_attachment for insert to schakel_app with check (desk_is_acting());
grant select, insert on desk_attachment to schakel_app;

alter table desk_note enable row level security;
alter table desk_note force row level security;
create policy desk_note_worked_on on desk_note to schakel_app
  using (exists (select from desk_case c where c.id = case_id and (
    ((select acting_as('adviser')) and c.organisation_id = any ((select acting_organisations())::uuid[]))
    or ((select acting_as('bureau')) and (c.is_of_bureau or c.escalated_at is not null))
    or (select desk_is_acting()))))
  with check (exists (select from desk_case c where c.id = case_id and (
    ((select acting_as('adviser')) and c.organisation_id = any ((select acting_organisations())::uuid[]))
    or ((select acting_as('bureau')) and (c.is_of_bureau or c.escalated_at is not null))
    or (select desk_is_acting()))));
grant select, insert on desk_note to schakel_app;
grant update (case_id) on desk_note to schakel_app; -- merged

alter table desk_text enable row level security;
alter table desk_text force row level security;
create policy desk_text_own on desk_text
  using (acting_as('adviser') and organisation_id = any (acting_organisations()))
  with check (acting_as('adviser') and organisation_id = any (acting_organisations()));
create policy desk_text_of_bureau on desk_text
  using (acting_as('bureau') and organisation_id in (select o.id from organisation o where o.kind = 'bureau'))
  with check (acting_as('bureau') and organisation_id in (select o.id from organisation o where o.kind = 'bureau'));
create policy desk_text_for_all on desk_text for select to schakel_app
  using (acting_as('adviser') and organisation_id in (select o.id from organisation o where o.kind = 'bureau'));
grant select, insert, update, delete on desk_text to schakel_app;

alter table desk_programme_count enable row level security;
alter table desk_programme_count force row level security;
create policy desk_programme_count_counted on desk_programme_count to schakel_app
  using (acting_as('bureau') or (acting_as('adviser') and organisation_id = any (acting_organisations())))
  with check (acting_as('bureau') or (acting_as('adviser') and organisation_id = any (acting_organisations())));
grant select, insert, update on desk_programme_count to schakel_app;

-- Colleagues know each other: who advises for the same hub; the bureau knows all advisers. Schakel itself knows whom to
-- remind.
create policy duty_of_colleague on duty for select to schakel_app
  using (kind = 'adviser' and ((acting_as('adviser') and organisation_id = any (acting_organisations()))
    or acting_as('bureau')));
create policy duty_to_remind on duty for select to schakel_app
  using (kind in ('adviser', 'bureau') and desk_is_acting());
create policy account_of_colleague on account for select to schakel_app
  using ((acting_as('adviser') or acting_as('bureau') or desk_is_acting())
    and id in (select d.account_id from duty d where d.kind in ('adviser', 'bureau')));
