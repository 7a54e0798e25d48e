-- Mail that is to go out, mail that came in, and what is done in the background.
--
-- schakel_postman sends what stands in the outbox and takes in what arrives; nobody else reads either. Whoever serves a
-- request may only put a message in the outbox, in the same transaction as what caused it.
do $$
begin
  if not exists (select from pg_roles where rolname = 'schakel_postman') then
    create role schakel_postman nologin noinherit nosuperuser nobypassrls nocreatedb nocreaterole;
  end if;
exception
  when duplicate_object or unique_violation then null;
end $$;

do $$
begin
  if not pg_has_role(current_user, 'schakel_postman', 'member') then
    execute format('grant schakel_postman to %I', current_user);
  end if;
end $$;

do $$
begin
  execute format('grant usage on schema %I to schakel_postman', current_schema());
end $$;

-- The words of a message go when the mail server has it; its recipient and subject 30 days later. The row stays, so
-- that the same cause never mails again.
create table outbox (
  id uuid primary key, -- also its Message-ID: sent again, it is the same mail
  key text not null unique check (key <> ''), -- what caused it: the same cause twice is one message; names nobody
  recipient text not null check (recipient !~ '[[:cntrl:]]'),
  subject text not null check (subject !~ '[[:cntrl:]]'),
  body text not null,
  headers jsonb not null default '{}',
  created_at timestamptz not null,
  send_after timestamptz not null,
  next_try_at timestamptz not null, -- while it is being sent: when to suppose that the sender is dead
  tries integer not null default 0,
  sending_since timestamptz, -- from before the mail server gets it until it is known what became of it
  sent_again integer not null default 0, -- times that it was sent although an earlier try may have come through
  sent_at timestamptz,
  given_up_at timestamptz,
  last_error text not null default '' -- codes only: what a mail server says may name people
);
create index outbox_waiting on outbox (next_try_at) where sent_at is null and given_up_at is null;
create index outbox_done on outbox (coalesce(sent_at, given_up_at)) where recipient <> '';

alter table outbox enable row level security;
alter table outbox force row level security;
create policy outbox_queued on outbox for insert to schakel_app
  with check (tries = 0 and sending_since is null and sent_at is null and given_up_at is null);
create policy outbox_of_postman on outbox to schakel_postman using (true) with check (true);
grant insert on outbox to schakel_app;
grant select, insert, update, delete on outbox to schakel_postman;

-- Mail that came in, until a feature has taken what it needs; emptied 30 days later.
create table incoming_mail (
  id uuid primary key,
  fingerprint text not null unique, -- hash of Message-ID and sender, or of the whole: the same mail twice is one
  message_id text not null,
  from_address text not null,
  from_name text not null,
  recipients jsonb not null,
  subject text not null,
  body text not null,
  sent_at timestamptz,
  received_at timestamptz not null,
  in_reply_to text not null,
  mail_references jsonb not null,
  dropped_attachments jsonb not null,
  automatic text not null check (automatic in ('', 'automatic-reply', 'list', 'bounce')), -- if not '': never answer it
  held_back text not null check (held_back in ('', 'own-mail', 'too-many')), -- if not '': nobody gets it
  next_try_at timestamptz not null,
  tries integer not null default 0,
  handled_at timestamptz,
  given_up_at timestamptz,
  emptied_at timestamptz
);
create index incoming_mail_waiting on incoming_mail (next_try_at)
  where handled_at is null and given_up_at is null and emptied_at is null and held_back = '';
create index incoming_mail_from on incoming_mail (from_address, received_at);
create index incoming_mail_received on incoming_mail (received_at) where emptied_at is null;

create table incoming_attachment (
  mail_id uuid not null references incoming_mail on delete cascade,
  position integer not null,
  name text not null,
  type text not null,
  content bytea not null,
  primary key (mail_id, position)
);

alter table incoming_mail enable row level security;
alter table incoming_mail force row level security;
create policy incoming_mail_of_postman on incoming_mail to schakel_postman using (true) with check (true);
alter table incoming_attachment enable row level security;
alter table incoming_attachment force row level security;
create policy incoming_attachment_of_postman on incoming_attachment to schakel_postman using (true) with check (true);
grant select, insert, update, delete on incoming_mail, incoming_attachment to schakel_postman;

-- When each task of the background is due, and until when somebody is busy with it. schakel_keeper keeps it.
create table task_run (
  name text primary key,
  next_run_at timestamptz not null,
  busy_until timestamptz, -- moved on by whoever runs it; past it, that process is taken for dead
  started_at timestamptz,
  finished_at timestamptz,
  failed_at timestamptz
);
alter table task_run enable row level security;
alter table task_run force row level security;
create policy task_run_of_keeper on task_run to schakel_keeper using (true) with check (true);
grant select, insert, update on task_run to schakel_keeper;
