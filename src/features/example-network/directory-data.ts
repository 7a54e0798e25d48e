import type { EntryContent } from '#features/network/index.ts'

type Told = Pick<EntryContent, 'slug' | 'name' | 'summaryNl' | 'organisation'> &
  Partial<EntryContent> &
  Readonly<{ kind: 'expert' | 'course' }>

/** Experts and courses beside the trials of the fieldlabs; all invented. */
export const EXPERTS_AND_COURSES: readonly Told[] = [
  {
    ...{
      slug: 'expert-planbord',
      kind: 'expert',
      name: 'Meekijker voor planning',
      organisation: 'zilverdijk',
    },
    summaryNl:
      'Was twintig jaar planner in een machinefabriek. Kijkt een dag mee en schrijft op wat er in de weg zit.',
    ...{ steps: ['finite-scheduling', 'mes-light'], priceLowEur: 600, priceHighEur: 900, days: 1 },
  },
  {
    ...{
      slug: 'expert-stamgegevens',
      kind: 'expert',
      name: 'Opruimer van stamgegevens',
      organisation: 'kruisbeemd',
    },
    summaryNl:
      'Brengt artikelen en stuklijsten op orde, samen met iemand van u. Werkt een dag per week, zes weken.',
    ...{
      steps: ['master-data-cleanup', 'erp-introduction'],
      priceLowEur: 3_000,
      priceHighEur: 4_500,
      days: 6,
    },
  },
  {
    ...{
      slug: 'expert-veilig-netwerk',
      kind: 'expert',
      name: 'Scheider van netwerken',
      organisation: 'duinkolk',
    },
    summaryNl: 'Tekent uw netwerk uit en zet machines los van kantoor. Laat de back-up een keer terugzetten.',
    ...{ steps: ['cyber-basics'], priceLowEur: 900, priceHighEur: 1_800, days: 2 },
  },
  {
    ...{
      slug: 'expert-ketenafspraak',
      kind: 'expert',
      name: 'Bemiddelaar in koppelingen',
      organisation: 'stroomwaard',
    },
    summaryNl: 'Zit tussen u en uw klant in als er een koppeling moet komen. Kent van beide kanten de taal.',
    ...{ steps: ['edi-key-customer', 'scsn-order-exchange', 'data-agreements'] },
    ...{ priceLowEur: 800, priceHighEur: 1_600, days: 2 },
  },
  {
    ...{
      slug: 'expert-calculatie',
      kind: 'expert',
      name: 'Rekenaar voor plaatwerk',
      organisation: 'veenklok',
    },
    summaryNl: 'Vergelijkt voorcalculatie en nacalculatie van twintig orders en zegt waar de uren bleven.',
    ...{
      steps: ['automatic-quotation', 'shopfloor-registration'],
      priceLowEur: 500,
      priceHighEur: 700,
      days: 1,
    },
  },
  {
    ...{
      slug: 'expert-keuzehulp',
      kind: 'expert',
      name: 'Regelschrijver voor keuzehulpen',
      organisation: 'stroomwaard',
    },
    summaryNl:
      'Schrijft met uw verkopers op wat bij elkaar past en wat nooit. Levert een tabel, geen software.',
    ...{ steps: ['product-configurator'], priceLowEur: 1_200, priceHighEur: 2_400, days: 4 },
  },
  {
    ...{
      slug: 'cursus-cobot',
      kind: 'course',
      name: 'Een cobot programmeren in een dag',
      organisation: 'draadeinde',
    },
    summaryNl: 'Voor operators die nooit programmeerden. Aan het eind pakt en plaatst hij iets van u.',
    ...{ steps: ['cobot-cell'], priceLowEur: 250, priceHighEur: 350, days: 1, placesFree: 6 },
  },
  {
    ...{
      slug: 'cursus-tablets',
      kind: 'course',
      name: 'Werkinstructies maken met foto’s',
      organisation: 'leerbank',
    },
    summaryNl: 'Twee middagen. U komt met uw moeilijkste handeling en gaat naar huis met een instructie.',
    ...{ steps: ['digital-work-instructions', 'digital-skills-training'] },
    ...{ priceLowEur: 120, priceHighEur: 180, days: 2, placesFree: 9 },
  },
  {
    ...{
      slug: 'cursus-sensoren',
      kind: 'course',
      name: 'Sensoren aan oude machines',
      organisation: 'stilstandlab',
    },
    summaryNl: 'Welke klem op welke draad, en wat u aan het signaal ziet. Met een koffer om mee te nemen.',
    ...{ steps: ['machine-monitoring', 'energy-monitoring'] },
    ...{ priceLowEur: 300, priceHighEur: 400, days: 1, placesFree: 4 },
  },
  {
    ...{
      slug: 'cursus-cam',
      kind: 'course',
      name: 'Standaardbewerkingen in CAM',
      organisation: 'poederkamer',
    },
    summaryNl: 'Drie dagen, verspreid over een maand, op uw eigen pakket en onderdelen.',
    ...{ steps: ['cam-automation', 'tool-management'], priceLowEur: 700, priceHighEur: 950, days: 3 },
  },
  {
    ...{
      slug: 'cursus-veilig-werken',
      kind: 'course',
      name: 'Veilig inloggen voor iedereen',
      organisation: 'duinkolk',
    },
    summaryNl: 'Een uur in uw kantine, voor alle mensen. Daarna herkent iedereen een valse mail.',
    ...{ steps: ['cyber-basics'], priceLowEur: 0, priceHighEur: 150, days: 1 },
  },
  {
    ...{
      slug: 'cursus-dashboard',
      kind: 'course',
      name: 'Drie getallen op een scherm',
      organisation: 'warmtewiel',
    },
    summaryNl: 'Maak in twee dagen een overzicht dat elke week klopt, van gegevens die u al hebt.',
    ...{ steps: ['data-warehouse-bi'], priceLowEur: 350, priceHighEur: 450, days: 2, placesFree: 5 },
  },
]
