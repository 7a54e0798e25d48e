import type { ShareAssumption } from '#engine/advice/firm.ts'
import { type Language, translator } from '#platform/i18n.ts'

const nl = {
  'realisationOfFreedHours.question':
    'Stel: een stap spaart u 100 uur werk. Hoeveel van die uren leveren u geld op?',
  'realisationOfFreedHours.hint':
    'Veel, als u vacatures of overwerk hebt. Weinig, als er geen extra werk is voor die uren.',
  'realisationOfFreedHours.why': 'Bespaarde tijd levert pas geld op als u die uren kunt gebruiken.',
  'realisationOfFreedHours.short': 'Bespaarde uren die geld opleveren',
  'realisationOfFreedHours.of': 'van de 100 uur',
  'realisationOfFreedMachineHours.question':
    'Stel: uw machines draaien 100 uur meer. Hoeveel van die uren kunt u verkopen?',
  'realisationOfFreedMachineHours.hint':
    'Veel, als uw orderboek vol is of u werk uitbesteedt. Weinig, als machines nu vaak wachten op werk.',
  'realisationOfFreedMachineHours.why':
    'Een machine die meer draait, levert alleen iets op als er werk voor is.',
  'realisationOfFreedMachineHours.short': 'Extra machine-uren die u kunt verkopen',
  'realisationOfFreedMachineHours.of': 'van de 100 uur',
  'contributionMargin.question': 'Stel: u verkoopt voor € 100 meer. Hoeveel euro houdt u daarvan over?',
  'contributionMargin.hint': 'Haal eraf wat u extra uitgeeft aan materiaal, uitbesteding en verkoop.',
  'contributionMargin.why': 'Sommige stappen brengen extra omzet. Wij rekenen met wat u daarvan overhoudt.',
  'contributionMargin.short': 'Wat u overhoudt van extra omzet',
  'contributionMargin.of': 'van de € 100',
  'base.question': (name: string) => `${name}: hoeveel is dat ongeveer in een jaar?`,
  'base.questionStock': (name: string) => `${name}: hoeveel is dat ongeveer?`,
  'base.hint': 'Een schatting is goed genoeg.',
  'base.why': 'Een stap bespaart vaak een deel van dit bedrag.',
  'level.less': 'Minder',
  'level.usual': 'Ongeveer zo',
  'level.more': 'Meer',
  'level.between': (low: string, high: string) => `Meestal tussen ${low} en ${high} per jaar.`,
  'level.betweenStock': (low: string, high: string) => `Meestal tussen ${low} en ${high}.`,
  'level.about': (amount: string) => `Meestal ${amount} per jaar.`,
  'level.aboutStock': (amount: string) => `Meestal ${amount}.`,
  'level.said': (than: string) => `U zei: ${than}.`,
  'level.others': 'De andere bedragen: weet ik niet',
  'than.less': 'minder dan gebruikelijk',
  'than.usual': 'ongeveer gebruikelijk',
  'than.more': 'meer dan gebruikelijk',
  'level.none': 'U hebt al deze bedragen al ingevuld.',
  'counts.scrap-rework-cost': 'Materiaal en uren van wat u weggooit of opnieuw maakt.',
  'counts.inventory-value': 'Materiaal, werk dat nog loopt en producten die klaar zijn.',
  'counts.energy-cost': 'Uw rekeningen voor stroom en gas.',
  'counts.maintenance-cost': 'Onderhoud en reparatie van machines, met onderdelen en eigen uren.',
  'counts.tool-cost': 'Boren, frezen, beitels en ander gereedschap dat opraakt.',
  'counts.late-delivery-cost': 'Spoedvervoer, overwerk en boetes omdat iets te laat klaar is.',
  'counts.labour-production': 'Lonen met alle lasten van de mensen die maken en monteren.',
  'counts.labour-office': 'Lonen met alle lasten van verkoop, offertes, inkoop, planning en administratie.',
  'counts.labour-engineering': 'Lonen met alle lasten van uw ontwerpers en tekenaars.',
  'counts.labour-service':
    'Lonen met alle lasten van wie bij klanten onderhoud doet. Hebt u dat niet? Vul 0 in.',
  'counts.lost-machine-time-cost': 'Storingen, wachten en korte stops: verloren uren maal uw uurprijs.',
} as const

export const amountMessages = translator(nl, {
  'realisationOfFreedHours.question':
    'Say a step saves you 100 hours of work. How many of those turn into money?',
  'realisationOfFreedHours.hint':
    'Many if you have vacancies or overtime. Few if there is no other work for those hours.',
  'realisationOfFreedHours.why': 'Time saved is worth money only if you can use those hours.',
  'realisationOfFreedHours.short': 'Hours saved that turn into money',
  'realisationOfFreedHours.of': 'of the 100 hours',
  'realisationOfFreedMachineHours.question':
    'Say your machines run 100 hours more. How many of those hours can you sell?',
  'realisationOfFreedMachineHours.hint':
    'Many if your order book is full or you send work out. Few if machines often wait for work now.',
  'realisationOfFreedMachineHours.why':
    'A machine that runs more brings something only if there is work for it.',
  'realisationOfFreedMachineHours.short': 'Extra machine hours you can sell',
  'realisationOfFreedMachineHours.of': 'of the 100 hours',
  'contributionMargin.question': 'Say you sell for € 100 more. How many euros of that do you keep?',
  'contributionMargin.hint': 'Take off what you spend extra on material, outside work and selling.',
  'contributionMargin.why': 'Some steps bring extra turnover. We count what you keep of it.',
  'contributionMargin.short': 'What you keep of extra turnover',
  'contributionMargin.of': 'of the € 100',
  'base.question': (name) => `${name}: roughly how much is that in a year?`,
  'base.questionStock': (name) => `${name}: roughly how much is that?`,
  'base.hint': 'An estimate will do.',
  'base.why': 'A step often saves a part of this amount.',
  'level.less': 'Less',
  'level.usual': 'About that',
  'level.more': 'More',
  'level.between': (low, high) => `Usually between ${low} and ${high} a year.`,
  'level.betweenStock': (low, high) => `Usually between ${low} and ${high}.`,
  'level.about': (amount) => `Usually ${amount} a year.`,
  'level.aboutStock': (amount) => `Usually ${amount}.`,
  'level.said': (than) => `You said: ${than}.`,
  'level.others': 'The other amounts: I do not know',
  'than.less': 'less than usual',
  'than.usual': 'about as usual',
  'than.more': 'more than usual',
  'level.none': 'You have filled in all these amounts already.',
  'counts.scrap-rework-cost': 'Material and hours of what you throw away or make again.',
  'counts.inventory-value': 'Material, work in progress and finished products.',
  'counts.energy-cost': 'Your electricity and gas bills.',
  'counts.maintenance-cost': 'Maintenance and repair of machines, with parts and your own hours.',
  'counts.tool-cost': 'Drills, cutters, inserts and other tools that wear out.',
  'counts.late-delivery-cost': 'Express freight, overtime and penalties because something is late.',
  'counts.labour-production': 'Wages with all charges of the people who make and assemble.',
  'counts.labour-office': 'Wages with all charges of sales, quotations, purchasing, planning and accounts.',
  'counts.labour-engineering': 'Wages with all charges of your designers and draughtsmen.',
  'counts.labour-service': 'Wages with all charges of those who service at customers. None? Fill in 0.',
  'counts.lost-machine-time-cost': 'Breakdowns, waiting and short stops: hours lost times your hourly rate.',
})

/** Amounts that are there at one moment, not per year. */
const STOCKS = ['inventory-value', 'inventory-of-small-parts']
export const isStock = (base: string) => STOCKS.includes(base)

/** What to count in an amount, where we have words for that, and how exact it must be. */
export const baseHint = (base: string, language: Language): string =>
  [...countsText(base, language), amountMessages(language)('base.hint')].join(' ')

/** What to count in an amount, where we have words for that. */
export const countsText = (base: string, language: Language): readonly string[] =>
  hasCounts(base) ? [amountMessages(language)(`counts.${base}`)] : []

type Counted = Extract<keyof typeof nl, `counts.${string}`> extends `counts.${infer Base}` ? Base : never
const hasCounts = (base: string): base is Counted => `counts.${base}` in nl

/** What a share is out of: "van de 100 uur". */
export const outOfText = (id: ShareAssumption, language: Language) => amountMessages(language)(`${id}.of`)
