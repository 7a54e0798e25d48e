-- The panel of the network's own records, for whoever evaluates. schakel_evaluator reads what it is made of and changes
-- nothing: columns without names, addresses or words. Which firm it is, and what only that firm did, it sees of firms that
-- agree to research now, in words that say that a statistics office may link (from version 2 on). Of other firms it
-- sees that there was a sign-up or a referral, to count them.
do $$
begin
  if not exists (select from pg_roles where rolname = 'schakel_evaluator') then
    create role schakel_evaluator nologin noinherit nosuperuser nobypassrls nocreatedb nocreaterole;
  end if;
exception
  when duplicate_object or unique_violation then null;
end $$;

do $$
begin
  if not pg_has_role(current_user, 'schakel_evaluator', 'member') then
    execute format('grant schakel_evaluator to %I', current_user);
  end if;
end $$;

do $$
begin
  execute format('grant usage on schema %I to schakel_evaluator', current_schema());
end $$;

-- Looked up once per query, not per row.
create function firms_in_evaluation() returns setof uuid language sql stable as $$
  select firm_id from consent where purpose = 'research' and text_version >= 2
$$;

create policy consent_to_evaluation on consent for select to schakel_evaluator using (purpose = 'research');
grant select (firm_id, purpose, text_version) on consent to schakel_evaluator;

create policy firm_evaluated on firm for select to schakel_evaluator using (id in (select firms_in_evaluation()));
grant select (id, kvk_number, proof, created_at) on firm to schakel_evaluator;
-- A policy of firms (firm_of_session) looks here; the evaluator is nobody, and finds nothing.
grant select (firm_id, account_id) on firm_member to schakel_evaluator;

create policy firm_need_evaluated on firm_need for select to schakel_evaluator
  using (firm_id in (select firms_in_evaluation()));
grant select (firm_id, province, size_class, is_size_told, sector) on firm_need to schakel_evaluator;

create policy kept_scan_evaluated on kept_scan for select to schakel_evaluator
  using (firm_id in (select firms_in_evaluation()));
grant select (firm_id, kept_at) on kept_scan to schakel_evaluator;

create policy desk_case_evaluated on desk_case for select to schakel_evaluator
  using (firm_id in (select firms_in_evaluation()));
grant select (id, firm_id, state, province, asked_at, first_answered_at, merged_into) on desk_case to schakel_evaluator;

create policy referral_evaluated on referral for select to schakel_evaluator using (true);
grant select (id, firm_id, kind, state, offered_at, accepted_at) on referral to schakel_evaluator;
create policy referral_event_evaluated on referral_event for select to schakel_evaluator using (true);
grant select (referral_id, side, deed, at) on referral_event to schakel_evaluator;

create policy event_sign_up_evaluated on event_sign_up for select to schakel_evaluator using (true);
grant select (id, event_id, firm_id, code, state, size_class, region, signed_up_at, placed_at, confirmed_at, cancelled_at)
  on event_sign_up to schakel_evaluator;
grant select (id, state, kind, province, starts_at, ends_at, deadline_at, places, allotment, strata) on event
  to schakel_evaluator;
grant select (event_id, id, outcome, closed_at, drawn_at) on event_lottery to schakel_evaluator;
grant select (event_id, code, stratum, chance_share, rank, result, waiting_number, drawn_at) on event_lottery_applicant
  to schakel_evaluator;
