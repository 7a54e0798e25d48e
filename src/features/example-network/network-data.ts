import type { Figures } from '#features/figures/index.ts'
import type { Province } from '#features/firms/index.ts'

/* The invented network: no hub, fieldlab or person of these names is known to us. Towns are real, to stand on the map. */

export type InventedHub = Readonly<{
  id: string
  name: string
  provinces: readonly Province[]
  advisers: number
  promisedHours: number
}>

export const HUBS: readonly InventedHub[] = [
  {
    ...{ id: 'veenklok', name: 'Hub Veenklok', advisers: 2, promisedHours: 8 },
    provinces: ['Groningen', 'Fryslân', 'Drenthe'],
  },
  {
    ...{ id: 'zilverdijk', name: 'Hub Zilverdijk', advisers: 3, promisedHours: 8 },
    provinces: ['Overijssel', 'Gelderland'],
  },
  {
    ...{ id: 'kruisbeemd', name: 'Hub Kruisbeemd', advisers: 3, promisedHours: 6 },
    provinces: ['Noord-Brabant', 'Limburg'],
  },
  {
    ...{ id: 'duinkolk', name: 'Hub Duinkolk', advisers: 2, promisedHours: 8 },
    provinces: ['Noord-Holland', 'Utrecht', 'Flevoland'],
  },
  {
    ...{ id: 'stroomwaard', name: 'Hub Stroomwaard', advisers: 2, promisedHours: 10 },
    provinces: ['Zuid-Holland', 'Zeeland'],
  },
]

export type InventedTrial = Readonly<{
  step: string
  priceLowEur: number
  priceHighEur: number
  days: number
  placesFree: number
}>

export type InventedLab = Readonly<{
  id: string
  name: string
  hub: string
  place: string
  province: Province
  themeNl: string
  themeEn: string
  themes: readonly string[]
  summaryNl: string
  trials: readonly InventedTrial[]
}>

const trial = (
  step: string,
  [priceLowEur, priceHighEur]: readonly [number, number],
  days: number,
  placesFree: number,
): InventedTrial => ({ step, priceLowEur, priceHighEur, days, placesFree })

export const LABS: readonly InventedLab[] = [
  {
    ...{
      id: 'lichtspoor',
      name: 'Fieldlab Lichtspoor',
      hub: 'veenklok',
      place: 'Emmen',
      province: 'Drenthe',
    },
    ...{ themeNl: 'kijken met camera’s en licht', themeEn: 'cameras and light', themes: ['vision', 'data'] },
    summaryNl:
      'Zet een camera op uw eigen product. Na twee dagen weet u welke fouten hij ziet en welke niet, met licht en lens die u later zelf kunt kopen.',
    trials: [trial('inline-vision-qc', [900, 1_800], 2, 5), trial('digital-measuring', [400, 900], 1, 6)],
  },
  {
    ...{ id: 'draadeinde', name: 'Werkplaats Draadeinde', hub: 'zilverdijk', place: 'Enschede' },
    ...{ province: 'Overijssel', themeNl: 'robots naast mensen', themeEn: 'robots beside people' },
    themes: ['robots', 'flexible'],
    summaryNl:
      'Drie cobots en een rijdende robot om uw eigen werk op te proberen. Neem een operator mee: die leert het programmeren in een dag.',
    trials: [
      trial('cobot-cell', [750, 1_500], 3, 4),
      trial('amr-transport', [1_200, 2_400], 4, 2),
      trial('unmanned-machining', [1_500, 3_000], 5, 2),
    ],
  },
  {
    ...{
      id: 'rekenzolder',
      name: 'De Rekenzolder',
      hub: 'zilverdijk',
      place: 'Zwolle',
      province: 'Overijssel',
    },
    ...{ themeNl: 'plannen en calculeren', themeEn: 'planning and quoting', themes: ['data', 'custom'] },
    summaryNl:
      'Proefopstellingen van software op uw eigen orders van een maand. U ziet wat er klopt en wat u eerst zelf moet opruimen.',
    trials: [
      trial('finite-scheduling', [600, 1_200], 4, 5),
      trial('automatic-quotation', [600, 1_000], 3, 6),
      trial('shopfloor-registration', [300, 700], 2, 8),
    ],
  },
  {
    ...{ id: 'stilstandlab', name: 'Fieldlab Stilstand', hub: 'kruisbeemd', place: 'Eindhoven' },
    ...{ province: 'Noord-Brabant', themeNl: 'machines volgen en onderhouden', themeEn: 'watching machines' },
    themes: ['maintenance', 'connectivity'],
    summaryNl:
      'Leent een koffer met sensoren uit voor zes weken. Daarna leest u samen met ons af waar uw machines op wachten.',
    trials: [
      trial('machine-monitoring', [500, 1_200], 30, 7),
      trial('predictive-maintenance', [1_800, 3_500], 40, 2),
      trial('maintenance-log', [250, 500], 10, 6),
    ],
  },
  {
    ...{
      id: 'poederkamer',
      name: 'De Poederkamer',
      hub: 'kruisbeemd',
      place: 'Helmond',
      province: 'Noord-Brabant',
    },
    ...{ themeNl: '3D-printen van hulpmiddelen', themeEn: 'printed jigs and fixtures', themes: ['additive'] },
    summaryNl:
      'Print uw eerste mal of houder binnen een dag, van kunststof of metaal. U rekent ter plekke uit wat hij u kost en scheelt.',
    trials: [trial('printed-jigs-fixtures', [200, 600], 1, 10), trial('cam-automation', [700, 1_400], 3, 4)],
  },
  {
    ...{
      id: 'ketenhaven',
      name: 'Ketenhaven',
      hub: 'stroomwaard',
      place: 'Rotterdam',
      province: 'Zuid-Holland',
    },
    ...{
      themeNl: 'orders en gegevens delen in de keten',
      themeEn: 'sharing data in the chain',
      themes: ['chain'],
    },
    summaryNl:
      'Probeer een koppeling met een klant of leverancier op nagemaakte orders, voordat iemand er geld aan uitgeeft.',
    trials: [
      trial('scsn-order-exchange', [400, 1_000], 5, 6),
      trial('barcode-rfid-stock', [500, 1_100], 6, 4),
      trial('shared-cad-quality-data', [600, 1_300], 5, 3),
    ],
  },
  {
    ...{
      id: 'warmtewiel',
      name: 'Fieldlab Warmtewiel',
      hub: 'duinkolk',
      place: 'Velsen',
      province: 'Noord-Holland',
    },
    ...{
      themeNl: 'energie meten en besparen',
      themeEn: 'measuring energy',
      themes: ['circular', 'connectivity'],
    },
    summaryNl:
      'Meet een maand lang het verbruik per machine. U krijgt een lijst van wat er ’s nachts blijft draaien.',
    trials: [trial('energy-monitoring', [300, 900], 30, 9), trial('data-warehouse-bi', [500, 1_000], 5, 5)],
  },
  {
    ...{ id: 'leerbank', name: 'De Leerbank', hub: 'duinkolk', place: 'Haarlem', province: 'Noord-Holland' },
    ...{ themeNl: 'leren werken zonder papier', themeEn: 'working without paper', themes: ['skills'] },
    summaryNl:
      'Een nagemaakte werkvloer met tablets in plaats van mappen. Uw mensen proberen het zelf en zeggen wat ze missen.',
    trials: [
      trial('digital-work-instructions', [250, 700], 3, 8),
      trial('digital-skills-training', [150, 400], 2, 12),
      trial('smart-product', [1_500, 3_000], 8, 2),
    ],
  },
  {
    ...{
      id: 'keuzetafel',
      name: 'De Keuzetafel',
      hub: 'stroomwaard',
      place: 'Vlissingen',
      province: 'Zeeland',
    },
    ...{
      themeNl: 'producten op maat verkopen',
      themeEn: 'selling made to order',
      themes: ['custom', 'data'],
    },
    summaryNl:
      'Bouwt met u een keuzehulp voor één productfamilie, en laat uw verkopers ermee werken tot de offerte klopt.',
    trials: [
      trial('product-configurator', [900, 1_900], 6, 3),
      trial('ai-demand-forecast', [800, 1_600], 6, 3),
    ],
  },
]

/** The figures of this checkout with the invented network in the place of the real one; national programmes stay. */
export const inventedFigures = (figures: Figures): Figures => ({
  ...figures,
  network: {
    ...figures.network,
    note: 'Invented: no hub and no fieldlab of these names is known to us.',
    hubs: HUBS.map(({ id, name, provinces }) => ({
      ...{ id, name, provinces: [...provinces], unconfirmedProvinces: [], status: 'unconfirmed' as const },
    })),
    fieldlabs: LABS.map(({ id, name, hub, place, province, themeNl, themeEn, trials }) => ({
      ...{ id, name, hub, place, province, themeNl, themeEn, status: 'unconfirmed' as const },
      trials: trials.map(({ step }) => ({ step, status: 'unconfirmed' as const })),
    })),
  },
})
