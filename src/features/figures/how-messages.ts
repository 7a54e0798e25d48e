import { translator } from '#platform/i18n.ts'

/** How sure a figure is, as one says it. */
export const gradeNames = translator(
  {
    published: 'gepubliceerd',
    vendor: 'van een leverancier',
    estimate: 'schatting van ons',
    measured: 'gemeten bij bedrijven',
  },
  {
    published: 'published',
    vendor: 'from a vendor',
    estimate: 'our estimate',
    measured: 'measured at companies',
  },
)

/** What may happen above the high end of a cost. */
export const tailNames = translator(
  {
    'it-fat': 'soms veel duurder, zoals bij IT-projecten',
    hardware: 'soms duurder, zoals bij machines',
    thin: 'zelden veel duurder',
  },
  {
    'it-fat': 'sometimes far more expensive, as with IT projects',
    hardware: 'sometimes more expensive, as with machines',
    thin: 'seldom much more expensive',
  },
)

const ofNl = (some: number, all: number) => (some === all ? `alle ${all}` : `${some} van de ${all}`)
const ofEn = (some: number, all: number) => (some === all ? `all ${all}` : `${some} of the ${all}`)

const howNl = {
  title: 'Hoe wij rekenen',
  lead: 'Wij rekenen elke stap duizenden keren voor u door. Elke keer vallen kosten, opbrengst en tijd anders uit. Zo ziet u ook wat er mis kan gaan.',
  aid: 'Schakel is een hulpmiddel. De meeste cijfers zijn schattingen. Op deze pagina’s ziet u ze allemaal.',
  short: 'In het kort',
  'short.tell':
    'U vertelt hoe het nu gaat. Wat u niet weet, vullen wij in met wat gewoon is bij bedrijven zoals het uwe.',
  'short.scenarios':
    'Wij rekenen elke stap duizenden keren door. De ene keer valt hij mee, de andere keer tegen. Soms mislukt hij helemaal.',
  'short.money': (years: number) =>
    `Elke keer volgen wij uw geld van maand tot maand, ${years} jaar lang. Zo zien wij hoe vaak uw geld opraakt.`,
  'short.trouble': (points: string) =>
    `Maakt een stap de kans op geldnood te groot? Dan raden wij hem niet aan. Gewoonlijk mag die kans met hooguit ${points} stijgen. U kiest zelf of dat minder of meer mag zijn.`,
  'short.choice':
    'Van wat overblijft kiezen wij wat naar verwachting het meeste oplevert. Dat kan ook zijn: eerst proberen, eerst iets oplossen, iets uitzoeken, of nu niets doen.',
  'short.hours': (half: string) =>
    `Uren die vrijkomen zijn nog geen geld. In het midden rekenen wij ${half} ervan mee. Bij uw advies kunt u dat veranderen.`,
  dots: 'De 20 stippen',
  'dots.1':
    'Bij een advies staan 20 stippen. Wij leggen alle uitkomsten op volgorde en verdelen ze in 20 even grote groepen. Elke stip staat voor één groep.',
  'dots.2':
    'Een dichte stip betekent: de stap verdient zich terug. Bij een open stip niet. Een kruisje betekent dat uw geld opraakt. Ziet u 13 dichte stippen? Dan verdient u het in 13 van de 20 gevallen terug.',
  grades: 'Hoe zeker de cijfers zijn',
  'grades.lead': (all: string, estimates: string) =>
    `Wij rekenen met ${all} cijfers, ook wel kengetallen. Daarvan zijn er ${estimates} een schatting van ons.`,
  'grade.published': 'Het getal, of een grens van het bereik, staat in een openbare bron.',
  'grade.vendor': 'Een openbare prijs, of wat een verkoper belooft.',
  'grade.estimate': 'Wij hebben het zelf beredeneerd. Soms ligt er een getal uit een bron achter.',
  'grade.measured': 'Gemeld door bedrijven die de stap deden.',
  'grade.none': 'Die hebben wij nog niet.',
  'grade.count': (count: string) => `Dat zijn ${count} cijfers.`,
  byKind: 'Hoe zeker, per soort cijfer',
  kind: 'Soort cijfer',
  'kind.oneOffCost': 'Kosten bij de start',
  'kind.yearlyRunningCost': 'Kosten per jaar',
  'kind.yearlyBenefit': 'Opbrengst',
  'kind.time': 'Tijd',
  'kind.failure': 'Mislukken',
  'kind.trial': 'Proberen',
  'kind.costTail': 'Hoe duur het kan uitvallen',
  'kind.preFinancing': 'Voorschieten',
  'kind.assumptions': 'Aannames voor elk bedrijf',
  weak: 'Dit weten wij niet goed',
  'weak.failure': (estimates: number, all: number) =>
    `De kans dat een stap mislukt. Bij ${ofNl(estimates, all)} stappen is dat een schatting.`,
  'weak.trial': (estimates: number, all: number) =>
    `Wat proberen kost, en hoe goed het waarschuwt. Bij ${ofNl(estimates, all)} cijfers daarover is dat een schatting.`,
  'weak.hours': (low: string, high: string) =>
    `Welk deel van vrijgekomen uren geld oplevert. Het kan ${low} zijn, of ${high}. Dit bepaalt meer dan welke opbrengst ook.`,
  'weak.benefit': (zero: number, all: number) =>
    `Of een stap iets oplevert. Bij ${zero} van de ${all} opbrengsten kan het ook niets zijn, of minder dan niets.`,
  'weak.start': (estimates: number, all: number) =>
    `Wat gewoon is bij een bedrijf zoals het uwe. Bij ${ofNl(estimates, all)} cijfers daarover is dat een schatting. Uw eigen cijfers zijn altijd beter.`,
  'weak.most': 'Van deze kosten bij de start weten wij het minst',
  'weak.range': (what: string, low: string, high: string) => `${what} ${low} tot ${high}`,
  search: 'Zoek een stap',
  'search.hint': 'Een woord uit de naam, de uitleg of een bron. Bijvoorbeeld: voorraad.',
  'search.button': 'Zoek',
  'search.none': (query: string) => `Wij vonden geen stap bij “${query}”.`,
  'search.try': 'Probeer een korter of een ander woord. Hieronder staan alle stappen.',
  'search.found': (count: number, query: string) =>
    `${count === 1 ? 'Eén stap' : `${count} stappen`} bij “${query}”`,
  'search.inSource': 'gevonden in een bron',
  'search.all': 'Alles over hoe wij rekenen',
  steps: 'Alle stappen',
  'steps.lead': (count: number) =>
    `Wij kennen ${count} stappen. Bij elke stap staan alle cijfers, met hun bron.`,
  'family.enabling': 'De basis',
  'family.process': 'In uw bedrijf',
  'family.product': 'Aan uw product',
  'family.chain': 'Met klanten en leveranciers',
  assumptions: 'Aannames voor elk bedrijf',
  'assumptions.more': 'Waar wij mee beginnen als u iets niet weet, en waar wij bij iedereen mee rekenen:',
  'assumptions.link': 'Bekijk alle aannames',
  programs: 'Voor programma’s en onderzoekers',
  'programs.more': 'Alle stappen en cijfers zijn ook op te halen:',
} as const

/** The page "Hoe wij rekenen". */
export const howMessages = translator(howNl, {
  title: 'How we calculate',
  lead: 'We work out every step for you thousands of times. Cost, benefit and time turn out differently each time. That way you also see what can go wrong.',
  aid: 'Schakel is an aid. Most figures are estimates. These pages show all of them.',
  short: 'In short',
  'short.tell':
    'You tell us how things work now. What you do not know, we fill in with what is usual at companies like yours.',
  'short.scenarios':
    'We work out every step thousands of times. Sometimes it goes well, sometimes badly. Sometimes it fails altogether.',
  'short.money': (years) =>
    `Each time we follow your money from month to month, for ${years} years. That shows how often it runs out.`,
  'short.trouble': (points) =>
    `Does a step raise the chance of money trouble too far? Then we do not recommend it. Normally that chance may rise by ${points} at most. You choose whether it may be less or more.`,
  'short.choice':
    'Of what remains we choose what we expect to bring in most. That may also be: try it first, solve something first, find something out, or do nothing now.',
  'short.hours': (half) =>
    `Hours freed are not money yet. In the middle we count ${half} of them. You can change that in your advice.`,
  dots: 'The 20 dots',
  'dots.1':
    'An advice shows 20 dots. We put all outcomes in order and divide them into 20 groups of the same size. Each dot stands for one group.',
  'dots.2':
    'A filled dot pays for itself. An open dot does not. A cross means that your money runs out. Do you see 13 filled dots? Then it pays for itself in 13 cases out of 20.',
  grades: 'How certain the figures are',
  'grades.lead': (all, estimates) => `We use ${all} figures. Of these, ${estimates} are our own estimates.`,
  'grade.published': 'The number, or one end of its range, is in a public source.',
  'grade.vendor': 'A public price, or what a seller promises.',
  'grade.estimate': 'We reasoned it out ourselves. Sometimes a number from a source lies behind it.',
  'grade.measured': 'Reported by companies that took the step.',
  'grade.none': 'We have none yet.',
  'grade.count': (count) => `There are ${count} of these.`,
  byKind: 'How certain, by kind of figure',
  kind: 'Kind of figure',
  'kind.oneOffCost': 'Cost at the start',
  'kind.yearlyRunningCost': 'Cost per year',
  'kind.yearlyBenefit': 'Benefit',
  'kind.time': 'Time',
  'kind.failure': 'Failure',
  'kind.trial': 'Trying first',
  'kind.costTail': 'How expensive it may get',
  'kind.preFinancing': 'Paying up front',
  'kind.assumptions': 'Assumptions for every company',
  weak: 'What we do not know well',
  'weak.failure': (estimates, all) =>
    `The chance that a step fails. For ${ofEn(estimates, all)} steps it is an estimate.`,
  'weak.trial': (estimates, all) =>
    `What trying first costs, and how well it warns. For ${ofEn(estimates, all)} figures on this we have an estimate.`,
  'weak.hours': (low, high) =>
    `Which share of hours freed earns money. It may be ${low}, or ${high}. This decides more than any benefit does.`,
  'weak.benefit': (zero, all) =>
    `Whether a step brings in anything. For ${zero} of the ${all} benefits it may be nothing, or less than nothing.`,
  'weak.start': (estimates, all) =>
    `What is usual at a company like yours. For ${ofEn(estimates, all)} figures on this we have an estimate. Your own figures are always better.`,
  'weak.most': 'The costs at the start that we know least about',
  'weak.range': (what, low, high) => `${what} ${low} to ${high}`,
  search: 'Find a step',
  'search.hint': 'A word from the name, the description or a source. For instance: stock.',
  'search.button': 'Search',
  'search.none': (query) => `We found no step for “${query}”.`,
  'search.try': 'Try a shorter or a different word. All steps are below.',
  'search.found': (count, query) => `${count === 1 ? 'One step' : `${count} steps`} for “${query}”`,
  'search.inSource': 'found in a source',
  'search.all': 'All about how we calculate',
  steps: 'All steps',
  'steps.lead': (count) => `We know ${count} steps. Each shows all its figures, with their source.`,
  'family.enabling': 'The basics',
  'family.process': 'Smart process',
  'family.product': 'Smart products',
  'family.chain': 'Smart chain',
  assumptions: 'Assumptions for every company',
  'assumptions.more': 'Where we begin when you do not know something, and what we use for everyone:',
  'assumptions.link': 'See all assumptions',
  programs: 'For programs and researchers',
  'programs.more': 'All steps and figures can be fetched too:',
})
