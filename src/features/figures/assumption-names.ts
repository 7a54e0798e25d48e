import type { Language } from '#platform/i18n.ts'

type Name = readonly [nl: string, en: string]

/** Assumptions and starting values by the label of `figureList`: what each is called. */
const NAMES: Readonly<Record<string, Name>> = {
  'parameters.horizonMonths': ['Zo ver rekenen wij vooruit', 'How far ahead we calculate'],
  'parameters.discountRatePerYear': [
    'Geld van later telt minder: de rente',
    'Later money counts for less: the rate',
  ],
  'parameters.firmFactorCorrelation': [
    'Hoe sterk tegenslag bij de ene stap samengaat met tegenslag bij de andere',
    'How strongly a setback in one step goes with a setback in another',
  ],
  'parameters.realisationOfFreedHours': [
    'Welk deel van de vrijgekomen uren geld oplevert',
    'Which share of the hours freed earns money',
  ],
  'parameters.realisationOfFreedMachineHours': [
    'Welk deel van de vrijgekomen machine-uren geld oplevert',
    'Which share of the machine hours freed earns money',
  ],
  'parameters.contributionMargin': ['Wat overblijft van extra omzet', 'What is kept of extra turnover'],
  'parameters.carryingCostShareOfStock': [
    'Wat het kost om voorraad te houden',
    'What it costs to hold stock',
  ],
  'parameters.failureOddsPerMissingHelp': [
    'Als een stap ontbreekt die vooraf helpt, stijgt de kans op mislukken',
    'When a step that helps first is missing, failure becomes likelier',
  ],
  'parameters.failureOddsPerBarrier': [
    'Bij elke drempel die u noemt, stijgt de kans op mislukken',
    'With each obstacle you name, failure becomes likelier',
  ],
  'parameters.projectShareOfLabour': [
    'Hoeveel tijd een bedrijf hooguit aan projecten kan geven',
    'How much time a company can give to projects at most',
  ],
  'parameters.benefitShareLeftWhenAutomatic': [
    'Wat er nog te winnen is waar het al vanzelf gaat',
    'What is left to gain where it is automatic already',
  ],
  'parameters.benefitShareLostByHand': [
    'Wat een stap minder brengt als alles er met de hand in moet',
    'What a step brings less where everything is typed in',
  ],
  'parameters.asking.eurPerMinute': [
    'Wat een minuut van een ondernemer waard is',
    'What a minute of an owner is worth',
  ],
  'parameters.asking.minutes.fact': ['Tijd voor een vraag naar een feit', 'Time for a question about a fact'],
  'parameters.asking.minutes.share': [
    'Tijd voor een vraag naar een aandeel',
    'Time for a question about a share',
  ],
  'parameters.asking.minutes.base': [
    'Tijd voor een vraag naar een bedrag',
    'Time for a question about an amount',
  ],
  'parameters.asking.minutes.levels': [
    'Tijd voor de vraag welke bedragen meer of minder zijn dan gebruikelijk',
    'Time for the question which amounts are more or less than usual',
  ],
  'parameters.asking.minutes.flow': [
    'Tijd voor een vraag naar een informatiestroom',
    'Time for a question about an information flow',
  ],
  'parameters.asking.minutes.barriers': [
    'Tijd voor de vraag wat u tegenhoudt',
    'Time for the question what holds you back',
  ],
  'parameters.asking.minutes.steps': [
    'Tijd voor de vraag wat er al werkt',
    'Time for a question about a step',
  ],
  'parameters.firmsPerEstimate': [
    'Voor hoeveel bedrijven een schatting van ons telt',
    'How many companies an estimate of ours counts for',
  ],
  'parameters.subscriptionYears': [
    'Hoe lang een product in abonnement loopt',
    'How long a product on subscription runs',
  ],
  'parameters.cyberLoss.chancePerYear': ['Schade door hacken: hoe vaak', 'Damage from hacking: how often'],
  'parameters.cyberLoss.logSpread': [
    'Schade door hacken: hoe ver de bedragen uiteenlopen',
    'Damage from hacking: how far the amounts differ',
  ],
  'parameters.dataDisputeLoss.chancePerYear': [
    'Ruzie over gegevens: hoe vaak',
    'Disputes over data: how often',
  ],
  'parameters.dataDisputeLoss.logSpread': [
    'Ruzie over gegevens: hoe ver de bedragen uiteenlopen',
    'Disputes over data: how far the amounts differ',
  ],
  'parameters.addedTroubleAllowed.careful': [
    'Hoeveel extra kans op geldnood mag, als u voorzichtig bent',
    'How much added chance of money trouble is allowed if you are careful',
  ],
  'parameters.addedTroubleAllowed.normal': [
    'Hoeveel extra kans op geldnood mag, als u gewoon kiest',
    'How much added chance of money trouble is allowed normally',
  ],
  'parameters.addedTroubleAllowed.bold': [
    'Hoeveel extra kans op geldnood mag, als u iets durft',
    'How much added chance of money trouble is allowed if you are bold',
  ],
  'parameters.moneyFirstChance': [
    'Vanaf deze kans op geldnood zonder nieuwe stap zeggen wij: eerst uw geld op orde',
    'From this chance of money trouble without any step we say: money first',
  ],
  'parameters.stepsAtOnce.belowEmployees': [
    'Tot zo veel mensen noemen wij een bedrijf klein',
    'Below this size we call a company small',
  ],
  'parameters.stepsAtOnce.small': [
    'Stappen tegelijk in een klein bedrijf',
    'Steps at once in a small company',
  ],
  'parameters.stepsAtOnce.large': [
    'Stappen tegelijk in een groter bedrijf',
    'Steps at once in a larger company',
  ],
  'parameters.eurPerHour': ['Wat een uur werk kost', 'What an hour of work costs'],
  'parameters.attentionHours': [
    'Uren die een stap minstens waard moet zijn',
    'Hours that a step must at least be worth',
  ],
  'parameters.findOutHours': ['Tijd om één ding uit te zoeken', 'Time to find out one thing'],
  'parameters.findOutMonths': ['Binnen hoeveel tijd dat lukt', 'How soon that is done'],
  'parameters.tails.itFat.paretoIndex': [
    'IT-projecten: hoe snel hele hoge kosten zeldzaam worden',
    'IT projects: how fast very high costs become rare',
  ],
  'parameters.tails.itFat.capTimesP90': [
    'IT-projecten: hoogste kosten waarmee wij rekenen',
    'IT projects: highest cost we allow for',
  ],
  'parameters.tails.hardware.paretoIndex': [
    'Machines: hoe snel hele hoge kosten zeldzaam worden',
    'Hardware: how fast very high costs become rare',
  ],
  'parameters.tails.hardware.capTimesP90': [
    'Machines: hoogste kosten waarmee wij rekenen',
    'Hardware: highest cost we allow for',
  ],
  'parameters.tails.thin.paretoIndex': [
    'Kleine stappen: hoe snel hele hoge kosten zeldzaam worden',
    'Small steps: how fast very high costs become rare',
  ],
  'parameters.tails.thin.capTimesP90': [
    'Kleine stappen: hoogste kosten waarmee wij rekenen',
    'Small steps: highest cost we allow for',
  ],
  'population.employees': ['Mensen in een bedrijf', 'People in a company'],
  'population.ownProductShare': ['Bedrijven met een eigen product', 'Companies with a product of their own'],
  'population.machinesPerEmployee': ['Machines', 'Machines'],
  'population.turnoverEurPerEmployee': ['Omzet', 'Turnover'],
  'population.ownProductShareOfTurnover': [
    'Omzet uit eigen producten, bij bedrijven die ze hebben',
    'Turnover from own products, at companies that have them',
  ],
  'population.spareCashShareOfTurnover': ['Geld dat een bedrijf kan missen', 'Money a company can spare'],
  'population.freeCashFlowShareOfTurnover': ['Wat er per maand overblijft', 'What is left each month'],
  'population.cashFlowSpreadShareOfTurnover': [
    'Hoeveel dat van maand tot maand schommelt',
    'How much that varies from month to month',
  ],
  'population.cashFlowPersistence': [
    'Hoe sterk een slechte maand op een slechte maand volgt',
    'How often a bad month follows a bad month',
  ],
  'population.priorFirms.estimate': ['Een schatting van ons telt als', 'An estimate of ours counts as'],
  'population.priorFirms.vendor': [
    'Een cijfer van een leverancier telt als',
    'A figure from a vendor counts as',
  ],
  'population.priorFirms.published': ['Een gepubliceerd cijfer telt als', 'A published figure counts as'],
  'population.priorFirms.measured': ['Een gemeten cijfer telt als', 'A measured figure counts as'],
  'population.priorFirms.pooling': [
    'Voor een kleine groep telt de grotere groep eromheen als',
    'For a small group the larger group around it counts as',
  ],
  'handling.weeksPerYear': ['Weken waarin gewerkt wordt', 'Weeks in which there is work'],
  'handling.eurPerHour': ['Wat een uur overtypen kost', 'What an hour of retyping costs'],
}

/** The name of an assumption; its label where it has none. */
export const assumptionName = (labelKey: string, language: Language) =>
  NAMES[labelKey]?.[language === 'nl' ? 0 : 1] ?? labelKey
