/** README.txt of an export: what every column is, in which unit, and what is missing. */
export const codebook = `The network's own records of firms, to link with outcomes
=========================================================

Read this before you count. manifest.json has hashes, counts and the day it was made.

These are personal data. A key instead of a name is a pseudonym: province, sector and size together can
still point at one firm. Publish groups only, and delete the files when your work is done.

WHO IS IN IT
Firms that agree to research at the moment of the export, in words that say that a statistics office may
link. Who withdrew or was erased is not in it, also not of the past. Applicants who were refused, who wait
or who withdrew are in it: they are the comparison. Applications of firms that did not agree, or were erased,
are counted in flow.csv and in manifest.json. Agreeing may go along with how well it went: show those
counts beside every result.
Files of another day hold other firms: use one export per analysis.

FILES AND TYPES
UTF-8, comma, text in double quotes, lines end with CR LF. An empty field is not known or does not apply,
never zero. Months (2026-11), years and days (2026-11-30) are by the clock in Amsterdam.

firms.csv, a row per firm
  firm_key              64 hexadecimal digits; the same in every file, and in every export with the same key
  key_of                kvk: made of the KVK number; own-number: none is known, so it can't be linked
  number_proof          eherkenning: proven; adviser: an adviser saw it; told: typed by somebody, not checked
  records               how many records with this number were put together (branches, double sign-ups)
  province, sector      province in words; sector is two digits of the SBI; known of some only
  size_class            working people: 1-9, 10-49, 50-249, 250+; as the firm told it; known of some only
  first_contact_month   of the first deed below; of registered where there was none
  first_contact_kind    question, scan (kept with an account), event (signed up), referral, registered (an account only)
  registered_month, first_question_month, first_scan_month, first_event_month, first_referral_month
                        of the first of each kind; the record of a firm can be younger than its first deed
  first_help_month, first_help_year
                        of the first question answered, event attended or referral helped
  reach                 how far the network reached the firm, by what it knows now; the highest that holds:
                          known             there is a record, nothing more
                          contact           asked a question, kept a scan, or was offered a referral
                          signed-up         signed up for an event, or accepted a referral
                          attended          was at an event
                          helped            a referral came to help
                          result-confirmed  the firm itself told that there was a result
                        The grades are no scale. What came of funding is not known yet; that comes later.
  questions             asked, without those that were joined with another
  applications          for places at events, also of the same firm for the same event again
  events_attended, referrals, referrals_helped, results_confirmed
                        how many

help.csv, a row per firm, year and kind; each deed in the year in which it was done
  kind                  question; event seminar, visit or workshop; referral trial, peer, expert, course or talk
  asked                 questions asked; sign-ups; referrals offered
  accepted              places given; referrals accepted by the firm
  received              questions first answered; events attended; referrals helped
  hours                 of what was received, as far as known; empty where nothing is, which is not zero. Of events
                        attended: from beginning to end, for a firm, whatever came with it. Of referrals: as the
                        helper told it, or else the firm, or else the adviser. Of questions none are kept
  hours_known_of        of how many received the hours are in it
  results_confirmed     referrals of which the firm told a result

applicants.csv, a row per application for a place at an event
  event_id, event_kind, event_month
                        the event; its page is public
  allotment             lottery, or first-come: then the comparison was not drawn
  draw_id, applicant_code
                        drawId and id in the file that the event publishes (loting.json). With it and
                        \`schakel lottery verify\` anyone checks the draw. The code leads from what is public to this
                        row: never publish it beside anything of this row
  stratum               the group within which was drawn; chances differ between groups
  size_class, region    as told at sign-up
  applied_month
  eligible              1: on the list of the lottery when it closed; with first-come always 1, nobody is kept out
  chance_share          the chance of a place in the draw, 0 to 1
  draw_result           place or waiting
  waiting_number        place on the waiting list by lot, from 1
  drawn_on              day of the draw
  offered               1: had a place at any time, by arrival, by lot or from the waiting list
  offered_month
  outcome               attended, absent, has-place, waiting, signed-up (not drawn yet), withdrew,
                        withdrew-after-offer, event-cancelled
  took_part             1: was there

  For an effect of the draw compare draw_result within stratum; offered and took_part came after it.
  drawn_on and waiting_number are those of the draw; who moved up later has offered 1 and draw_result waiting.

flow.csv, a row per event and group: applied, eligible, of those offered, of those took part
  rows_are              exported: these are in applicants.csv; without-consent, erased: these are counted only
  A draw with fewer exported than applied is no longer a whole draw: bound what is missing.

WHAT IS MISSING
No names, addresses, words or amounts. No hours of questions, and of referrals only where somebody told them. Help by
others is not in it.
Scans without an account. Firms that never met the network. Outcomes: those come by linking.
`
