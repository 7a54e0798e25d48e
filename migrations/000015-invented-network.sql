-- An invented network, to look at Schakel at work: one row says that everything in this database is invented. It is
-- written when the database is filled, before anything else, and stays. In a database in which anybody did anything it
-- can't be written: the triggers refuse it, also to the owner of the tables.
create table invented_network (
  is_invented boolean primary key default true check (is_invented),
  seed bigint not null check (seed >= 0),
  made_at timestamptz not null
);

-- Did anybody ever write anything here? By the size of the tables on disk, which says so whoever asks, and also of rows
-- that he may not see or that were taken back.
create function is_untouched() returns boolean language sql volatile as $$
  select not exists (
    select from pg_class
    where relkind = 'r' and relnamespace = current_schema()::regnamespace and pg_relation_size(oid) > 0
      and relname not in ('schakel_migration', 'figure_set', 'invented_network'))
$$;

create function refuse_late_invention() returns trigger language plpgsql as $$
begin
  if current_setting('role') <> 'schakel_auditor' then
    raise exception 'that a network is invented is said by schakel_auditor' using errcode = 'insufficient_privilege';
  end if;
  if not is_untouched() then
    raise exception 'this database is in use: it is not an invented network' using errcode = 'check_violation';
  end if;
  return new;
end $$;
create trigger invented_network_first before insert on invented_network
  for each row execute function refuse_late_invention();

create function refuse_change_of_invention() returns trigger language plpgsql as $$
begin
  raise exception 'what is invented stays invented' using errcode = 'insufficient_privilege';
end $$;
create trigger invented_network_stays before update or delete on invented_network
  for each statement execute function refuse_change_of_invention();

alter table invented_network enable row level security;
alter table invented_network force row level security;
create policy invented_network_public on invented_network for select using (true);
create policy invented_network_said on invented_network for insert to schakel_auditor with check (true);
grant select on invented_network to schakel_app;
grant select, insert on invented_network to schakel_auditor;
