/**
 * What may never be there, whatever was killed: each gives the rows that should not be. All deeds of Schakel are one
 * transaction, with their mails and their line in the log.
 */
export const HALF_DONE: Readonly<Record<string, string>> = {
  'a question without an owner or a time': `
    select c.id from desk_case c left join organisation o on o.id = c.organisation_id
    where o.id is null or (c.state = 'open' and (c.due_at is null or c.remind_at is null))`,
  'a question without its words': `
    select id from desk_case where id not in (select case_id from desk_message where kind = 'question')`,
  'a question without its mail': `
    select id from desk_case where 'desk-asked ' || id not in (select key from outbox)`,
  'a mail about a question that is not there': `
    select key from outbox where key like 'desk-asked %' and key not in (select 'desk-asked ' || id from desk_case)`,
  'a question of an account that is not in the log, or the other way round': `
    (select 'case ' || id as id from desk_case where asker_account_id is not null
      except select object from audit_entry where action = 'question asked')
    union all (select object from audit_entry where action = 'question asked'
      except select 'case ' || id from desk_case where asker_account_id is not null)`,
  'an answer without its mail': `
    select id from desk_message where kind = 'answer' and 'desk-reply ' || id not in (select key from outbox)`,
  'a mail with an answer that is not there': `
    select key from outbox where key like 'desk-reply %' and key not in (select 'desk-reply ' || id from desk_message)`,
  'answers and notes that are not as many as in the log': `
    select 'answers' as id where (select count(*) from desk_message where kind = 'answer')
      <> (select count(*) from audit_entry where action = 'case answered')
    union all select 'notes' where (select count(*) from desk_note where kind = 'note')
      <> (select count(*) from audit_entry where action = 'note made')`,
  'a case that was answered and does not say so': `
    select id from desk_case where first_answered_at is null
      and id in (select case_id from desk_message where kind = 'answer')`,
  'a sign-up with neither a place nor a number in the line, or without a code': `
    select id from event_sign_up where state = 'signed-up' or code = ''`,
  'a sign-up without its mail': `
    select id from event_sign_up where 'event-signed-up ' || id not in (select key from outbox)`,
  'a mail about a sign-up that is not there': `
    select key from outbox where key like 'event-signed-up %'
      and key not in (select 'event-signed-up ' || id from event_sign_up)`,
  'somebody who moved up and was not mailed': `
    select id from event_sign_up where placed_at <> signed_up_at
      and 'event-moved-up ' || id not in (select key from outbox)`,
  'a mail about moving up to somebody without a place': `
    select key from outbox where key like 'event-moved-up %'
      and key not in (select 'event-moved-up ' || id from event_sign_up where placed_at is not null)`,
  'sign-ups and cancellations that are not as many as in the log': `
    select 'sign-ups' as id where (select count(*) from event_sign_up)
      <> (select count(*) from audit_entry where action = 'event signed up for')
    union all select 'cancellations' where (select count(*) from event_sign_up where state = 'cancelled')
      <> (select count(*) from audit_entry where action = 'event cancelled')`,
  'more places given than there are': `
    select e.id from event e join event_sign_up s on s.event_id = e.id and s.state in ('placed', 'confirmed')
    group by e.id having count(*) > e.places`,
  'a free place while somebody waits': `
    select e.id from event e where exists (select from event_sign_up s where s.event_id = e.id and s.state = 'waiting')
      and e.places > (select count(*) from event_sign_up s where s.event_id = e.id and s.state in ('placed', 'confirmed'))`,
  'a consent that is not what was said last': `
    select f.id from firm f, lateral (select e.is_given from consent_event e where e.firm_id = f.id
      order by position desc limit 1) said
    where said.is_given <> exists (select from consent c where c.firm_id = f.id)`,
  'consents that are not as many as in the log': `
    select 'consents' as id where (select count(*) from consent_event)
      <> (select count(*) from audit_entry where action like 'consent %')`,
  'a mail that was sent and still has words': `select id from outbox where sent_at is not null and body <> ''`,
  'a mail given up': `select id from outbox where given_up_at is not null`,
}
