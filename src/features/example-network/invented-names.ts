import type { Rng } from '#engine/kernel/rng.ts'

/* Names that nobody bears, as far as we know: surnames and firms are put together from words that are no names. */

const FIRST = [
  ...[
    'Anouk',
    'Bas',
    'Carlijn',
    'Daan',
    'Esra',
    'Floor',
    'Gijs',
    'Hanneke',
    'Imke',
    'Joost',
    'Karima',
    'Lars',
  ],
  ...[
    'Mieke',
    'Niek',
    'Olga',
    'Pim',
    'Quinten',
    'Roos',
    'Sjoerd',
    'Tineke',
    'Umit',
    'Vera',
    'Wouter',
    'Yara',
  ],
]
const LAST_BEGIN = [
  'Klinker',
  'Zand',
  'Hooi',
  'Tuin',
  'Koper',
  'Regen',
  'Wal',
  'Riet',
  'Meel',
  'Lind',
  'Storm',
  'Appel',
]
const LAST_END = [
  'brekel',
  'voetsel',
  'drift',
  'hekking',
  'stroeve',
  'wijkel',
  'kwaster',
  'zoomer',
  'plonk',
  'grift',
]

const STEMS = [
  ...['Vonkrijk', 'Hamerstek', 'Stuifmaat', 'Klepstra', 'Tandrok', 'Bruggewiek', 'Zaagkwast', 'Ankerzoom'],
  ...['Drieslag', 'Wolkenbout', 'Messelink', 'Roerdrift', 'Kogelmaat', 'Spanbeek', 'Vijlenburgt', 'Wrikkers'],
  ...[
    'Lasveld',
    'Zeskanter',
    'Moerwijk',
    'Freeskamp',
    'Draaibeemd',
    'Plaatzicht',
    'Veerkrachtig',
    'Boutenaar',
  ],
  ...['Slijpermeer', 'Gietwaard', 'Pershoeve', 'Nokkenas', 'Tuimelrek', 'Smeedlust', 'Knikarm', 'Loopkat'],
  ...[
    'Flensman',
    'Ringwissel',
    'Stempelaar',
    'Waaierzee',
    'Kruiskop',
    'Pennevis',
    'Hefboomgaard',
    'Takelduin',
  ],
  ...[
    'Vlakstra',
    'Schroefland',
    'Kabelkracht',
    'Trommeldal',
    'Zuigerhof',
    'Rolgang',
    'Kettingwiel',
    'Beitelkamp',
  ],
  ...['Spilhoven', 'Puntlijn', 'Schijfrem', 'Boorwater', 'Kartelrand', 'Glijbaan', 'Stangwerf', 'Krukwest'],
  ...['Balgzand', 'Passerdoos', 'Waterpasveld', 'Schuifmaat'],
]

/** What firms of a sector call themselves. */
const TRADES: Readonly<Record<string, readonly string[]>> = {
  '22': ['Kunststoffen', 'Spuitgietwerk', 'Rubbertechniek', 'Vormdelen', 'Folie en Vorm'],
  '24.5': ['Gieterij', 'Gietwerk', 'Metaalgieters', 'Aluminiumgieterij', 'Gegoten Delen'],
  '25': ['Plaatwerk', 'Metaal', 'Verspaning', 'Constructie', 'Fijnmechanica'],
  '26': ['Elektronica', 'Meettechniek', 'Besturingen', 'Printplaten', 'Sensoren'],
  '27': ['Elektro', 'Paneelbouw', 'Aandrijvingen', 'Schakelkasten', 'Verlichting'],
  '28': ['Machinebouw', 'Machinefabriek', 'Apparatenbouw', 'Installaties', 'Transportsystemen'],
  '29': ['Carrosserie', 'Opleggers', 'Voertuigtechniek', 'Aanhangwagens', 'Ombouw'],
  '30': ['Scheepsbouw', 'Jachtbouw', 'Rijwielen', 'Railtechniek', 'Scheepsdelen'],
  '31': ['Interieurbouw', 'Meubelmakers', 'Keukens', 'Projectinrichting', 'Stoelenmakers'],
  '32': ['Instrumenten', 'Hulpmiddelen', 'Borstels', 'Speeltoestellen', 'Tandtechniek'],
  '33': ['Revisie', 'Onderhoud', 'Montage', 'Machinereparatie', 'Installatie'],
}

const from = <T>(list: readonly T[], rng: Rng): T => list[Math.floor(rng() * list.length)]!

/** "Roos Tuindrift". */
export const inventPerson = (rng: Rng): string =>
  `${from(FIRST, rng)} ${from(LAST_BEGIN, rng)}${from(LAST_END, rng)}`

/** The n-th firm, in its sector: "Vonkrijk Plaatwerk". No two of fewer than 300 have the same name. */
export function inventFirmName(n: number, sector: string): string {
  const trades = TRADES[sector] ?? ['Techniek']
  const round = Math.floor(n / STEMS.length)
  return `${STEMS[n % STEMS.length]} ${trades[round % trades.length]}`
}

/** An address of which the top-level domain is kept free for examples (RFC 2606). */
export const addressOf = (person: string, house: string): string =>
  `${letters(person.split(' ')[0] ?? '')}@${letters(house)}.example`

const letters = (text: string) =>
  text
    .normalize('NFD')
    .toLowerCase()
    .replace(/[^a-z]+/g, '')
