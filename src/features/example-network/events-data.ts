import type { EventContent } from '#features/events/index.ts'

/** An event of the invented year. `startsInDays`: from the present; below zero is past. `wanted`: firms that sign up. */
export type InventedEvent = Pick<
  EventContent,
  'kind' | 'titleNl' | 'descriptionNl' | 'place' | 'province' | 'places' | 'priceEur' | 'steps' | 'allotment'
> &
  Readonly<{ slug: string; startsInDays: number; wanted: number; hours: number }>

type Told = Omit<InventedEvent, 'allotment' | 'priceEur' | 'hours'> & Partial<InventedEvent>
const event = (told: Told): InventedEvent => ({ allotment: 'first-come', priceEur: 0, hours: 3, ...told })

/** What was held, and what is to come. Firms that are visited are not named: they are told to who has a place. */
export const EVENTS: readonly InventedEvent[] = [
  event({
    ...{
      slug: 'zilverdijk',
      startsInDays: -338,
      kind: 'seminar',
      places: 40,
      wanted: 11,
      province: 'Overijssel',
    },
    ...{ titleNl: 'Waar begint u met digitaliseren?', place: 'Zwolle', steps: [] },
    descriptionNl: 'Drie ondernemers vertellen wat hun eerste stap was, en wat ze nu anders zouden doen.',
  }),
  event({
    ...{
      slug: 'draadeinde',
      startsInDays: -305,
      kind: 'workshop',
      places: 10,
      wanted: 12,
      province: 'Overijssel',
    },
    ...{ titleNl: 'Een middag met cobots', place: 'Enschede', steps: ['cobot-cell'] },
    descriptionNl: 'Neem een werkstuk mee. U ziet dezelfde middag of een cobot het kan pakken.',
  }),
  event({
    ...{
      slug: 'kruisbeemd',
      startsInDays: -268,
      kind: 'visit',
      places: 12,
      wanted: 14,
      province: 'Noord-Brabant',
    },
    ...{ titleNl: 'Op bezoek bij een plaatwerker zonder papier', place: 'Helmond' },
    steps: ['digital-work-instructions', 'shopfloor-registration'],
    descriptionNl: 'Een bedrijf met dertig mensen laat zien hoe een order zonder papier door de hal gaat.',
  }),
  event({
    ...{ slug: 'duinkolk', startsInDays: -236, kind: 'seminar', places: 60, wanted: 16, province: 'Utrecht' },
    ...{ titleNl: 'Veilig blijven draaien', place: 'Utrecht', steps: ['cyber-basics'] },
    descriptionNl: 'Wat er gebeurde bij een bedrijf dat tien dagen stil lag, en wat daarna veranderde.',
  }),
  event({
    ...{ slug: 'stilstandlab', startsInDays: -204, kind: 'workshop', places: 12, wanted: 12, priceEur: 75 },
    ...{ province: 'Noord-Brabant', titleNl: 'Meten wat een machine doet', place: 'Eindhoven' },
    steps: ['machine-monitoring'],
    descriptionNl: 'Met een koffer sensoren langs drie machines. U neemt de meetlijst mee naar huis.',
  }),
  event({
    ...{ slug: 'veenklok', startsInDays: -171, kind: 'visit', places: 8, wanted: 17, allotment: 'lottery' },
    ...{ province: 'Drenthe', titleNl: 'Kijken bij een fabriek die ’s nachts doordraait', place: 'Emmen' },
    steps: ['unmanned-machining', 'machine-monitoring'],
    descriptionNl:
      'Er is plaats voor acht bedrijven. Zijn er meer, dan beslist een loting die iedereen kan narekenen.',
  }),
  event({
    ...{
      slug: 'rekenzolder',
      startsInDays: -142,
      kind: 'workshop',
      places: 14,
      wanted: 13,
      province: 'Overijssel',
    },
    ...{ titleNl: 'Uw voorcalculatie tegen het licht', place: 'Zwolle', steps: ['automatic-quotation'] },
    descriptionNl: 'Neem tien orders mee. U ziet waar de uren bleven die niemand had begroot.',
  }),
  event({
    ...{
      slug: 'stroomwaard',
      startsInDays: -112,
      kind: 'seminar',
      places: 50,
      wanted: 18,
      province: 'Zuid-Holland',
    },
    ...{ titleNl: 'Uw klant wil een koppeling', place: 'Rotterdam' },
    steps: ['edi-key-customer', 'scsn-order-exchange'],
    descriptionNl: 'Een inkoper en een toeleverancier vertellen elk hun kant van hetzelfde verhaal.',
  }),
  event({
    ...{
      slug: 'leerbank',
      startsInDays: -83,
      kind: 'workshop',
      places: 10,
      wanted: 14,
      province: 'Noord-Holland',
    },
    ...{
      titleNl: 'Werkinstructies maken met een telefoon',
      place: 'Haarlem',
      steps: ['digital-work-instructions'],
    },
    descriptionNl: 'U filmt één handeling en maakt er dezelfde middag een instructie van.',
  }),
  event({
    ...{
      slug: 'zilverdijk',
      startsInDays: -55,
      kind: 'visit',
      places: 12,
      wanted: 19,
      province: 'Gelderland',
    },
    ...{
      titleNl: 'Op bezoek: plannen met echte capaciteit',
      place: 'Apeldoorn',
      steps: ['finite-scheduling'],
    },
    descriptionNl: 'Een machinebouwer laat zijn planbord zien, en de ochtend waarop het misging.',
  }),
  event({
    ...{
      slug: 'kruisbeemd',
      startsInDays: -33,
      kind: 'seminar',
      places: 45,
      wanted: 21,
      province: 'Limburg',
    },
    ...{ titleNl: 'Wat kost een dashboard echt?', place: 'Venlo', steps: ['data-warehouse-bi'] },
    descriptionNl: 'Van vijf lijstjes naar één scherm: wat het kostte, wie het deed, en wat het opleverde.',
  }),
  event({
    ...{ slug: 'poederkamer', startsInDays: -12, kind: 'workshop', places: 12, wanted: 15, priceEur: 50 },
    ...{ province: 'Noord-Brabant', titleNl: 'Print uw eerste mal', place: 'Helmond' },
    steps: ['printed-jigs-fixtures'],
    descriptionNl: 'U ontwerpt een houder voor uw eigen product en gaat ermee naar huis.',
  }),
  event({
    ...{
      slug: 'draadeinde',
      startsInDays: 8,
      kind: 'workshop',
      places: 10,
      wanted: 18,
      province: 'Overijssel',
    },
    ...{ titleNl: 'Cobots, voor wie er één heeft staan', place: 'Enschede', steps: ['cobot-cell'] },
    descriptionNl: 'Voor operators: sneller omstellen, en wat te doen als hij niet pakt wat hij moet pakken.',
  }),
  event({
    ...{
      slug: 'duinkolk',
      startsInDays: 15,
      kind: 'seminar',
      places: 60,
      wanted: 15,
      province: 'Noord-Holland',
    },
    ...{ titleNl: 'Stroom besparen zonder stil te staan', place: 'Haarlem', steps: ['energy-monitoring'] },
    descriptionNl: 'Wat meten per machine aan het licht brengt, en wat u er ’s avonds aan kunt doen.',
  }),
  event({
    ...{ slug: 'zilverdijk', startsInDays: 22, kind: 'visit', places: 10, wanted: 14, allotment: 'lottery' },
    ...{ province: 'Gelderland', titleNl: 'Kijken bij een camera die keurt', place: 'Nijmegen' },
    steps: ['inline-vision-qc', 'digital-measuring'],
    descriptionNl:
      'Er is plaats voor tien bedrijven. Zijn er meer, dan beslist een loting die iedereen kan narekenen.',
  }),
  event({
    ...{ slug: 'stilstandlab', startsInDays: 36, kind: 'workshop', places: 12, wanted: 7, priceEur: 75 },
    ...{ province: 'Noord-Brabant', titleNl: 'Van meten naar minder stilstand', place: 'Eindhoven' },
    steps: ['machine-monitoring', 'maintenance-log'],
    descriptionNl: 'Voor wie al meet: hoe u van een getal naar een afspraak komt.',
  }),
  event({
    ...{
      slug: 'bureau',
      startsInDays: 50,
      kind: 'seminar',
      places: 150,
      wanted: 13,
      province: 'Utrecht',
      hours: 6,
    },
    ...{ titleNl: 'Jaardag van het voorbeeldnetwerk', place: 'Amersfoort', steps: [] },
    descriptionNl: 'Alle hubs en fieldlabs op één dag, met werkplaatsen om iets te proberen.',
  }),
]
