import { translator } from '#platform/i18n.ts'

/** Sentences of calendars. */
export const calendarMessages = translator(
  {
    'ics.maybe': 'U hebt nog geen plek.',
    'ics.own': 'Mijn bezoeken (Schakel)',
    'calendar.title': 'Bezoeken in uw agenda',
    'calendar.lead':
      'Met een geheime link ziet u in uw eigen agenda waarvoor u zich aanmeldde. Wijzigingen komen vanzelf mee.',
    'calendar.none': 'U hebt nog geen link.',
    'calendar.since': (on: string) =>
      `U hebt een link sinds ${on}. Wij bewaren alleen een vingerafdruk ervan: bent u hem kwijt, maak dan een nieuwe.`,
    'calendar.new': 'Maak een link',
    'calendar.renew': 'Maak een nieuwe link',
    'calendar.renew.why': 'De oude link werkt dan niet meer.',
    'calendar.stop': 'Stop de link',
    'calendar.made': 'Dit is uw link',
    'calendar.made.body':
      'Kopieer hem nu: u ziet hem maar één keer. Voeg hem in uw agenda toe als “agenda via URL”. Geef hem aan niemand anders.',
    'calendar.orgs': 'Alles van één organisatie',
    'calendar.orgs.body': 'Deze adressen zijn openbaar.',
  },
  {
    'ics.maybe': 'You have no place yet.',
    'ics.own': 'My visits (Schakel)',
    'calendar.title': 'Visits in your calendar',
    'calendar.lead':
      'With a secret link your own calendar shows what you signed up for. Changes come along by themselves.',
    'calendar.none': 'You have no link yet.',
    'calendar.since': (on) =>
      `You have had a link since ${on}. We keep only a fingerprint of it: if you lost it, make a new one.`,
    'calendar.new': 'Make a link',
    'calendar.renew': 'Make a new link',
    'calendar.renew.why': 'The old link then no longer works.',
    'calendar.stop': 'Stop the link',
    'calendar.made': 'This is your link',
    'calendar.made.body':
      'Copy it now: you see it only once. Add it to your calendar as a “calendar from URL”. Give it to no one else.',
    'calendar.orgs': 'All of one organisation',
    'calendar.orgs.body': 'These addresses are public.',
  },
)
