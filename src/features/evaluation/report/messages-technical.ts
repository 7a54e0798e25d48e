import { translator } from '#platform/i18n.ts'

/** Words of the second part that stand in more than one of its chapters, and its plan. */
export const technicalMessages = translator(
  {
    title: 'Deel 2: verantwoording',
    intro:
      'Voor wie wil nagaan hoe het antwoord tot stand kwam. Alles wat is berekend staat hier, ook wat niet lukte.',
    contents: 'Inhoud',
    unit: (unit: string) => `Alle getallen in dit deel zijn in de eenheid van het bestand: ${unit}.`,
    logUnit: (unit: string) =>
      `Alle getallen in dit deel zijn in de eenheid van het bestand: ${unit}. Waar “in procenten” staat, is dat omgerekend met exp(x) − 1.`,
    refused: (why: string) => `Niet te berekenen: ${why}.`,
    estimate: 'schatting',
    error: 'fout',
    interval: (level: string) => `marge (${level})`,
    band: 'band',
    percentage: 'in procenten',
    range: (low: string, high: string) => `${low} tot ${high}`,
    group: 'start',
    time: 'tijdstip',
    year: 'jaar',
    part: 'onderdeel',
    value: 'waarde',
    reference: 'ijkpunt',
    never: 'nooit',
    notKnown: 'onbekend',
    yes: 'ja',
    no: 'nee',
    none: 'geen',
  },
  {
    title: 'Part 2: the account',
    intro:
      'For those who want to check how the answer came about. Everything that was computed is here, and what could not be.',
    contents: 'Contents',
    unit: (unit) => `All numbers in this part are in the unit of the file: ${unit}.`,
    logUnit: (unit) =>
      `All numbers in this part are in the unit of the file: ${unit}. Where it says “as per cent”, they were converted by exp(x) − 1.`,
    refused: (why) => `Could not be computed: ${why}.`,
    estimate: 'estimate',
    error: 'error',
    interval: (level) => `margin (${level})`,
    band: 'band',
    percentage: 'as per cent',
    range: (low, high) => `${low} to ${high}`,
    group: 'start',
    time: 'time',
    year: 'year',
    part: 'item',
    value: 'value',
    reference: 'reference',
    never: 'never',
    notKnown: 'unknown',
    yes: 'yes',
    no: 'no',
    none: 'none',
  },
)
