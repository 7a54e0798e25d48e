import { translator } from '#platform/i18n.ts'

/** The conclusion and the words around it. Sentences of at most twenty words, one thought each. */
export const conclusionNl = {
  yourAdvice: 'Uw advies',
  madeOn: (date: string) => `Gemaakt op ${date}`,
  method: (version: string) => `methode ${version}`,
  print: 'Print dit advies',
  forFirm: (name: string) => `Voor ${name}`,
  invented: 'Dit is een verzonnen bedrijf.',
  inventedMore: 'Het bedrijf en zijn antwoorden zijn bedacht, als voorbeeld. De berekening is echt.',
  do: (step: string) => `Begin met ${step}.`,
  tryFirst: (step: string) => `Begin met een proef: ${step}.`,
  fixBarrier: (step: string) => `Haal eerst een drempel weg. Begin met ${step}.`,
  findOut: (fact: string) => `Zoek eerst uit ${fact}.`,
  'wait.nothing-pays': 'Doe nu niets: geen enkele stap levert u genoeg op.',
  'wait.nothing-safe': 'Doe nu niets: elke stap die loont, is nu te riskant.',
  'wait.money-first': 'Breng eerst uw geld op orde. Wacht zolang met digitaliseren.',
  'wait.everything-in-use': 'Doe nu niets: u gebruikt alles al wat wij kennen.',
  inShort: (cost: string, gain: string, months: string) =>
    `Kost eenmalig ${cost}. Levert per jaar ${gain} op als het werkt. Na ${months} in gebruik.`,
  inShortTrial: (cost: string, weeks: string) =>
    `De proef kost u ${cost} en duurt ${weeks}. Daarna weet u beter of de stap bij u werkt.`,
  onTheWay: (target: string) => `Deze stap is nodig voor “${target}”.`,
  paysItself: 'Hij levert naar verwachting ook zelf iets op.',
  paysLater: 'Zelf verdient hij zich waarschijnlijk niet terug. Het gaat om de stap die erna komt.',
  wholePlan: (gain: string, years: number) =>
    `Het hele stappenplan levert naar verwachting ${gain} op in ${years} jaar.`,
  smallGain: (perYear: string) => `Verwacht er niet te veel van: ${perYear} per jaar.`,
  smallGainWhy: 'Dat is minder dan 1 euro op elke 1.000 euro omzet.',
  nearTie: (step: string) => `Het scheelt weinig met beginnen bij ${step}. Kies wat het best bij u past.`,
  earnsOnce: (gain: string) =>
    `U verdient er vooral aan doordat u minder voorraad nodig hebt. Werkt het, dan komt één keer ${gain} vrij.`,
  afterTrial: (begin: string) => `Gaat de proef goed, begin dan met “${begin}”.`,
  takesAway: (barrier: string) => `U noemde “${barrier}” als drempel. Deze stap maakt die lager.`,
  thenPossible: (target: string) => `Daarna kunt u beter verder met “${target}”.`,
  'ask.too-little-known': 'Zonder dit antwoord kunnen wij niets zinnigs over uw bedrijf zeggen.',
  'ask.safety-depends-on-it': 'Hiervan hangt af of de beste stap voor u veilig is.',
  'ask.worth-knowing': 'Dit uitzoeken is meer waard dan de tijd die het kost.',
  askWorth: (gain: string) => `Het weten kan u naar verwachting ${gain} schelen.`,
  askReckoned: (range: string) => `Wij rekenden nu met ${range}. Dat is te ruim.`,
  askAnswer: 'Vul dit antwoord in',
  askProvisional: (step: string) =>
    `Met wat wij nu weten, begint u daarna met ${step}. Alles hieronder is dus voorlopig.`,
  askNothing: 'Met wat wij nu weten, loont daarna nog geen enkele stap.',
} as const

export const conclusion = translator(conclusionNl, {
  yourAdvice: 'Your advice',
  madeOn: (date) => `Made on ${date}`,
  method: (version) => `method ${version}`,
  print: 'Print this advice',
  forFirm: (name) => `For ${name}`,
  invented: 'This is an invented company.',
  inventedMore: 'The company and its answers were made up as an example. The calculation is real.',
  do: (step) => `Begin with ${step}.`,
  tryFirst: (step) => `Begin with a trial: ${step}.`,
  fixBarrier: (step) => `First remove an obstacle. Begin with ${step}.`,
  findOut: (fact) => `First find out ${fact}.`,
  'wait.nothing-pays': 'Do nothing now: no step brings you enough.',
  'wait.nothing-safe': 'Do nothing now: every step that pays is too risky for you at present.',
  'wait.money-first': 'Put your finances in order first. Digitalisation can wait until then.',
  'wait.everything-in-use': 'Do nothing now: you already use everything we know of.',
  inShort: (cost, gain, months) =>
    `Costs ${cost} once. Brings in ${gain} a year if it works. In use after ${months}.`,
  inShortTrial: (cost, weeks) =>
    `The trial costs you ${cost} and takes ${weeks}. After that you know better whether the step works for you.`,
  onTheWay: (target) => `This step is needed for “${target}”.`,
  paysItself: 'We expect it to pay for itself as well.',
  paysLater: 'It will probably not pay for itself. What matters is the step that follows.',
  wholePlan: (gain, years) => `We expect the whole plan to bring in ${gain} over ${years} years.`,
  smallGain: (perYear) => `Do not expect too much of it: ${perYear} a year.`,
  smallGainWhy: 'That is less than 1 euro for every 1,000 euros of turnover.',
  nearTie: (step) => `Beginning with ${step} is almost as good. Choose what suits you best.`,
  earnsOnce: (gain) => `You earn mostly because you need less stock. If it works, ${gain} is released once.`,
  afterTrial: (begin) => `If the trial goes well, begin with “${begin}”.`,
  takesAway: (barrier) => `You named “${barrier}” as an obstacle. This step lowers it.`,
  thenPossible: (target) => `After that you can go on to “${target}” with better chances.`,
  'ask.too-little-known': 'Without this answer we can say nothing sensible about your company.',
  'ask.safety-depends-on-it': 'Whether the best step is safe for you depends on this.',
  'ask.worth-knowing': 'Finding this out is worth more than the time it takes.',
  askWorth: (gain) => `Knowing it is worth ${gain} to you, on average.`,
  askReckoned: (range) => `We assumed ${range} for now. That is too wide a range.`,
  askAnswer: 'Fill in this answer',
  askProvisional: (step) =>
    `Going by what we know now, you would then begin with ${step}. So everything below is provisional.`,
  askNothing: 'Going by what we know now, no step would pay after that.',
})

/** Doing nothing: why, when to look again, what would change it. */
export const waitNl = {
  'why.nothing-pays': (steps: number, years: number) =>
    `Wij rekenden ${steps} stappen voor u door. Geen ervan levert in ${years} jaar naar verwachting genoeg op voor het geld en de tijd die hij kost. Ook dat is goed om te weten: u houdt uw geld en uw tijd voor ander werk.`,
  'why.nothing-safe': (steps: number) =>
    `Wij rekenden ${steps} stappen voor u door. Er zijn stappen die lonen. Maar ze maken de kans dat uw geld opraakt te groot. Dan is wachten verstandig.`,
  'why.money-first': (chance: string) =>
    `Verandert er niets, dan is bij ${chance} bedrijven zoals het uwe het geld binnen een jaar op. Een nieuwe stap kost eerst geld en aandacht. Die hebt u nu allebei hier nodig.`,
  'why.everything-in-use':
    'Alle stappen die wij kennen, zijn bij u al in gebruik. U hoeft niets te kopen. Zorg dat wat u hebt goed gebruikt wordt.',
  again: 'Wanneer u opnieuw kijkt',
  yearly: 'Doe de scan over een jaar opnieuw. Doe hem eerder als een van deze dingen gebeurt:',
  customerAsks: 'Een grote klant of leverancier vraagt om digitale orders of facturen.',
  vacancies: 'U zoekt mensen en vindt ze niet. Uren die vrijkomen zijn dan meer waard.',
  growth: 'Uw bedrijf groeit. Vaste kosten wegen dan minder zwaar.',
  wouldFlip: (step: string) =>
    `Van de uren die vrijkomen, levert een groter deel u geld op dan wij dachten. Dan kan “${step}” wel lonen.`,
  always: 'Los van dit advies: test of u een back-up kunt terugzetten, en log in met twee stappen.',
  shortOf: (perMonth: string, cash: string) =>
    `U komt per maand ${perMonth} tekort en u hebt ${cash} achter de hand.`,
  moreCash: 'U kunt meer geld missen, of u krijgt een lening of subsidie.',
  smaller: 'U vindt een manier om kleiner te beginnen.',
  bolder: (allowed: string) =>
    `U wilt meer risico nemen. Nu mag de kans op geldnood met hooguit ${allowed} stijgen.`,
  moneyNow: 'Wat u nu kunt doen',
  bank: 'Praat deze week met uw accountant en uw bank. Hoe eerder, hoe meer er mogelijk is.',
  flow: 'Kijk opnieuw als u een paar maanden achter elkaar geld overhoudt.',
  checkAnswers: 'Klopt dit beeld niet? Kijk dan uw antwoorden over geld na.',
  changeAnswers: 'Verander uw antwoorden',
  newSteps: 'Wij voegen nieuwe stappen toe. Kijk daarom over een jaar opnieuw.',
  notWorking: 'Werkt een stap toch niet goed? Haal het vinkje weg en reken opnieuw.',
  doingNothing: 'Kans dat uw geld opraakt zonder nieuwe stap',
  doingNothingIs: (chance: string, years: number) => `${chance} in ${years} jaar`,
} as const

export const wait = translator(waitNl, {
  'why.nothing-pays': (steps, years) =>
    `We worked out ${steps} steps for you. We expect none of them to bring in enough over ${years} years for the money and time it costs. That is worth knowing: you keep your money and time for other work.`,
  'why.nothing-safe': (steps) =>
    `We worked out ${steps} steps for you. Some of them pay. But they raise the chance that your money runs out too far. Waiting is the sensible thing.`,
  'why.money-first': (chance) =>
    `If nothing changes, the money runs out within a year in ${chance} companies like yours. A new step first takes money and attention. You need both here now.`,
  'why.everything-in-use':
    'You already use every step we know of. There is nothing to buy. Make sure that what you have is used well.',
  again: 'When to look again',
  yearly: 'Do the scan again in a year. Do it sooner if one of these happens:',
  customerAsks: 'A large customer or supplier asks for digital orders or invoices.',
  vacancies: 'You look for people and cannot find them. Hours freed are worth more then.',
  growth: 'Your company grows. Fixed costs then weigh less.',
  wouldFlip: (step) =>
    `A larger share of the hours freed earns you money than we thought. Then “${step}” may pay after all.`,
  always: 'Apart from this advice: test whether you can restore a backup, and log in with two steps.',
  shortOf: (perMonth, cash) => `You are ${perMonth} short each month and have ${cash} to fall back on.`,
  moreCash: 'You can spare more money, or you get a loan or a grant.',
  smaller: 'You find a way to start smaller.',
  bolder: (allowed) =>
    `You want to take more risk. At present the chance of money trouble may rise by ${allowed} at most.`,
  moneyNow: 'What you can do now',
  bank: 'Talk to your accountant and your bank this week. The sooner you do, the more is possible.',
  flow: 'Look again once you have had money left for a few months in a row.',
  checkAnswers: 'Is this picture wrong? Then check your answers about money.',
  changeAnswers: 'Change your answers',
  newSteps: 'We keep adding steps. So look again in a year.',
  notWorking: 'Is one of the steps not working well after all? Untick it and calculate again.',
  doingNothing: 'Chance that your money runs out without a new step',
  doingNothingIs: (chance, years) => `${chance} over ${years} years`,
})
