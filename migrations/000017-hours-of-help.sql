-- How many hours of help a firm got, as whoever tells it says: nobody has to. Asked when there was help, and with a result.
alter table referral_event add column hours double precision
  check (hours between 0 and 2000)
  check (hours is null or deed in ('help', 'tell'));
grant update (hours) on referral_event to schakel_app; -- taken out when a peer goes
grant select (hours) on referral_event to schakel_evaluator;
