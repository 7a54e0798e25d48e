import { translator } from '#platform/i18n.ts'

/** Sentences of the page about an adviser's hours, and of the public one about how lists come about. */
export const messages = translator(
  {
    'hours.title': 'Uw tijd voor gesprekken',
    'hours.lead': 'Zoveel bedrijven komen er per week hoogstens voor u op de werklijst.',
    'hours.talks': 'Gesprekken per week',
    'hours.talks.hint': 'Van 0 tot 60. Het geldt vanaf de volgende lijst.',
    'hours.talks.fault': 'Vul een heel getal in van 0 tot 60.',
    'hours.away': 'Afwezig tot',
    'hours.away.hint': 'Laat leeg als u er bent. Als jaar-maand-dag, zoals 2026-12-31.',
    'hours.away.fault': 'Vul een datum in als jaar-maand-dag, of laat het leeg.',
    'hours.save': 'Bewaar',
    'hours.fault': 'Fout: ',
    'hours.newer': (talks: number) =>
      `In een ander venster is intussen ${talks} bewaard. Hieronder staat wat u nu invulde. Bewaar opnieuw als dat moet gelden.`,

    'lot.title': 'Hoe de werklijst tot stand komt',
    'lot.lead':
      'Elke week rekent Schakel uit welke bedrijven het meest gebaat zijn bij een gesprek met een adviseur.',
    'lot.rules': 'De regels',
    'lot.rule.consent':
      'Alleen bedrijven die dat goedvinden tellen mee. Zij kunnen zich op elk moment terugtrekken.',
    'lot.rule.size': 'De waarde telt per medewerker. Zo gaat een groot bedrijf niet voor omdat het groot is.',
    'lot.rule.wait': (days: number) =>
      `Wie langer dan ${days} dagen wacht gaat voor, de langst wachtende eerst.`,
    'lot.rule.attention': (open: number, month: number) =>
      `Een bedrijf krijgt hoogstens ${open} dingen tegelijk aangeboden, en ${month} in een maand.`,
    'lot.rule.lot':
      'Tussen gelijken beslist het lot. Het getal voor dat lot staat hieronder vóór de week begint.',
    'lot.check':
      'Wie de server beheert kan elke lijst van de laatste acht weken opnieuw maken: schakel match --replay. Dezelfde gegevens en hetzelfde getal geven altijd dezelfde lijst. De controlegetallen hieronder laten zien of dat zo is.',
    'lot.seeds': 'Getallen voor het lot',
    'lot.week': 'Week',
    'lot.seed': 'Getal',
    'lot.published': 'Gepubliceerd',
    'lot.runs': 'Gemaakte lijsten',
    'lot.made': 'Gemaakt',
    'lot.firms': 'Bedrijven',
    'lot.matches': 'Voorstellen',
    'lot.inputs': 'Controlegetal invoer',
    'lot.outcome': 'Controlegetal uitkomst',
    'lot.none': 'Er is nog geen lijst gemaakt.',
  },
  {
    'hours.title': 'Your time for conversations',
    'hours.lead': 'At most so many firms a week come on the call list for you.',
    'hours.talks': 'Conversations a week',
    'hours.talks.hint': 'From 0 to 60. It counts from the next list on.',
    'hours.talks.fault': 'Give a whole number from 0 to 60.',
    'hours.away': 'Away until',
    'hours.away.hint': 'Leave empty if you are there. As year-month-day, such as 2026-12-31.',
    'hours.away.fault': 'Give a date as year-month-day, or leave it empty.',
    'hours.save': 'Save',
    'hours.fault': 'Error: ',
    'hours.newer': (talks) =>
      `Meanwhile ${talks} was saved in another window. Below is what you filled in. Save again if that is to count.`,

    'lot.title': 'How the call list comes about',
    'lot.lead':
      'Every week Schakel works out which firms would gain most from a conversation with an adviser.',
    'lot.rules': 'The rules',
    'lot.rule.consent': 'Only firms that agree to it take part. They can withdraw at any moment.',
    'lot.rule.size': 'Value counts per employee, so that a large firm does not go first for being large.',
    'lot.rule.wait': (days) => `Who waits longer than ${days} days goes first, the longest wait before all.`,
    'lot.rule.attention': (open, month) =>
      `A firm is offered at most ${open} things at a time, and ${month} in a month.`,
    'lot.rule.lot': 'Between equals the lot decides. Its number stands below before the week begins.',
    'lot.check':
      'Whoever runs the server can make every list of the last eight weeks again: schakel match --replay. The same data and the same number always give the same list. The check numbers below show whether that is so.',
    'lot.seeds': 'Numbers for the lot',
    'lot.week': 'Week',
    'lot.seed': 'Number',
    'lot.published': 'Published',
    'lot.runs': 'Lists made',
    'lot.made': 'Made',
    'lot.firms': 'Firms',
    'lot.matches': 'Proposals',
    'lot.inputs': 'Check number of the input',
    'lot.outcome': 'Check number of the outcome',
    'lot.none': 'No list has been made yet.',
  },
)
