import type { Language } from '#platform/i18n.ts'

type Named = Readonly<{ title: string; description: string }>

/** What a table holds, in words: [Dutch title, what is in it, the same in English]. */
const NAMES: Readonly<Record<string, readonly [string, string, string, string]>> = {
  account: ['Uw account', 'Uw naam, adres en taal', 'Your account', 'Your name, address and language'],
  external_identity: [
    'Uw eHerkenning',
    'Onder welk nummer eHerkenning u kent',
    'Your eHerkenning',
    'The number under which eHerkenning knows you',
  ],
  firm: ['Uw bedrijven', 'Naam en KVK-nummer', 'Your firms', 'Name and KVK number'],
  firm_member: [
    'Voor wie u handelt',
    'Bedrijven waar u bij hoort',
    'For whom you act',
    'Firms you belong to',
  ],
  firm_contact: ['Wie wij bellen', 'Naam en telefoonnummer', 'Whom we call', 'Name and telephone number'],
  duty: ['Uw taken', 'Wat u voor het netwerk doet', 'Your duties', 'What you do for the network'],
  session: ['Waar u bent ingelogd', 'Browser en tijd', 'Where you are signed in', 'Browser and time'],
  sign_in_link: [
    'Links om in te loggen',
    'Wanneer u erom vroeg; zonder de link zelf',
    'Links to sign in',
    'When you asked for one; without the link itself',
  ],
  second_factor: ['Tweede stap', 'Sinds wanneer', 'Second step', 'Since when'],
  recovery_code: ['Herstelcodes', 'Welke gebruikt zijn', 'Recovery codes', 'Which ones were used'],
  audit_detail: [
    'Uit het logboek',
    'Wat het logboek over u zegt',
    'From the audit log',
    'What the audit log says of you',
  ],
  scan: ['Uw scans', 'Alle antwoorden', 'Your scans', 'All answers'],
  advice: ['Uw adviezen', 'Waarmee en wat eruit kwam', 'Your advices', 'With what, and what came of it'],
  peer_scan: [
    'Wat meetelt',
    'De ingekorte kopie van uw antwoorden die meetelt',
    'What counts along',
    'The reduced copy of your answers that counts along',
  ],
  kept_scan: ['Bewaarde scans', 'Welke, en sinds wanneer', 'Kept scans', 'Which ones, and since when'],
  step_report: ['Uw stappen', 'Wat u zelf meldde', 'Your steps', 'What you told yourself'],
  consent: ['Toestemming nu', 'Waar u nu ja op zegt', 'Consent now', 'What you agree to now'],
  consent_event: ['Toestemming eerder', 'Elk ja en elk nee', 'Consent before', 'Every yes and every no'],
  outbox: [
    'Mail aan u',
    'Aan wie, waarover en wanneer; de tekst bewaren wij niet',
    'Mail to you',
    'To whom, about what and when; we do not keep the words',
  ],
  event_sign_up: [
    'Aanmeldingen',
    'Waarvoor, wanneer, en of er plek was',
    'Sign-ups',
    'For what, when, and whether there was a place',
  ],
  event_feedback: ['Hoe u het vond', 'Per evenement', 'How you found it', 'Per event'],
  event_calendar: [
    'Uw agenda-link',
    'Sinds wanneer; zonder de link zelf',
    'Your calendar link',
    'Since when; without the link itself',
  ],
  incoming_mail: ['Mail van u', 'Zoals die binnenkwam', 'Mail from you', 'As it came in'],
  incoming_attachment: ['Bijlagen van u', 'Als base64', 'Attachments from you', 'As base64'],
}

/** A table that has no words here has its own name. */
export function tableName(table: string, language: Language): Named {
  const words = NAMES[table]
  if (words === undefined) return { title: table.replaceAll('_', ' '), description: '' }
  return language === 'nl'
    ? { title: words[0], description: words[1] }
    : { title: words[2], description: words[3] }
}
