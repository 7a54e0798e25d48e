import type { AggregationRefusal } from '#engine/evaluation/group-time/aggregate-effects.ts'
import type { PreTestRefusal } from '#engine/evaluation/group-time/pre-test.ts'
import type { StudyRefusal } from '#engine/evaluation/group-time/study-data.ts'
import type { DeterminabilityRefusal } from '#engine/evaluation/determinability/finding.ts'
import type { PlaceboRefusal } from '#engine/evaluation/placebo/placebo-refusal.ts'
import type { NotFromSums } from '#engine/evaluation/programme/evaluation.ts'
import type { WorstCaseRefusal } from '#engine/evaluation/programme/worst-case-bounds.ts'
import type { PowerRefusal } from '#engine/evaluation/power/power-settings.ts'
import type { EventStudyRefusal } from '#engine/evaluation/sensitivity/event-study.ts'
import type { MatchRefusal } from '#engine/evaluation/two-way/match-data.ts'
import type { TwoWayRefusal } from '#engine/evaluation/two-way/two-way-data.ts'
import type { Language } from '#platform/i18n.ts'

/** Every reason why a part of an evaluation could not be had. */
export type PartRefusalCode = (
  | StudyRefusal
  | AggregationRefusal
  | PreTestRefusal
  | EventStudyRefusal
  | TwoWayRefusal
  | PlaceboRefusal
  | NotFromSums
  | MatchRefusal
  | PowerRefusal
  | DeterminabilityRefusal
  | WorstCaseRefusal
)['code']

type Reasons = Readonly<Record<PartRefusalCode, string>>

/** As the end of a sentence: "Niet te berekenen: …". */
const nl: Reasons = {
  'no-rows': 'er zijn geen rijen over',
  'lengths-differ': 'kolommen zijn niet even lang',
  'value-not-finite': 'een waarde is geen eindig getal',
  'weight-negative': 'een gewicht is kleiner dan 0',
  'weights-all-zero': 'alle gewichten zijn 0',
  'unit-outside-limits': 'er zijn er meer dan te nummeren zijn',
  'unit-without-rows': 'van iemand is er geen enkele rij',
  'time-range-too-wide': 'de tijdstippen liggen te ver uit elkaar',
  'anticipation-outside-limits': 'de tijd van aankondiging past niet bij de tijdstippen',
  'one-period': 'er is maar één tijdstip; vergelijken vraagt er een van vóór en een van na de start',
  'duplicate-unit-time': 'iemand heeft twee rijen op één tijdstip',
  'first-varies-within-unit': 'de eerste deelname van iemand verandert onderweg',
  'weight-varies-within-unit': 'het gewicht van iemand verandert onderweg',
  'cluster-varies-within-unit': 'het cluster van iemand verandert onderweg',
  'unbalanced-panel': 'niet iedereen is op elk tijdstip gezien',
  'no-complete-units': 'niemand is op alle tijdstippen gezien',
  'no-treated-group': 'er is geen groep die begint binnen deze tijd',
  'no-controls': 'er is niemand over om mee te vergelijken',
  'nothing-estimated': 'geen enkel effect was te schatten',
  'no-effect-in-window': 'er ligt geen effect in de gekozen tijd',
  'group-without-effect': 'geen enkele groep heeft een effect dat te schatten was',
  'no-effect-before-treatment': 'er is geen effect van vóór de start om te toetsen',
  'singular-covariance':
    'de effecten van vóór de start hangen volledig samen, of er zijn er te veel voor zo weinig deelnemers',
  'dimensions-differ': 'de effecten en hun fouten passen niet bij elkaar',
  'level-outside-limits': 'de gekozen zekerheid ligt buiten wat te berekenen is',
  'times-not-consecutive': 'de jaren rond de start sluiten niet op elkaar aan',
  'no-period-before': 'er is maar één tijdstip van vóór de start, en dus geen trend van daarvoor',
  'no-period-after': 'er is geen tijdstip van na de start',
  'too-many-periods': 'er zijn meer tijdstippen dan deze methode aankan',
  'target-empty': 'er is geen effect na de start om over te oordelen',
  'covariance-not-symmetric': 'de fouten van de effecten kloppen onderling niet',
  'covariance-not-positive-definite':
    'de effecten hangen te sterk samen, of er zijn te weinig deelnemers voor zo veel tijdstippen',
  'restriction-outside-limits': 'een gevraagde afwijking ligt buiten wat te berekenen is',
  'one-cluster': 'er is maar één cluster; een fout vraagt er twee of meer',
  'too-few-rows': 'er zijn te weinig rijen voor wat er te schatten is',
  'too-many-times': 'er zijn te veel tijdstippen voor een bestand met gaten',
  'too-many-cohorts': 'er zijn te veel groepen en tijdstippen',
  'times-hardly-linked': 'twee delen van het bestand hebben te weinig gemeen',
  'explained-by-effects':
    'wie meedeed en wanneer, is al volledig bepaald door wie het is en welk jaar het is',
  'singular-regressors': 'wat er wordt geschat, hangt volledig samen',
  'outcome-too-large': 'de uitkomsten zijn te groot om mee te rekenen',
  'window-outside-limits': 'de gekozen tijd past niet bij het bestand',
  'several-groups': 'er zijn meer groepen dan één',
  'group-not-found': 'die groep is er niet',
  'one-unit-in-group': 'een groep telt er maar één; dan is er geen fout te berekenen',
  'no-time-left': 'er is te weinig tijd van vóór de start om dit na te gaan',
  'not-from-sums': 'het bestand is per groep opgeteld; hiervoor zijn de losse bedrijven nodig',
  'no-covariates': 'er is niets om op te vergelijken',
  'treated-not-0-or-1': 'meedoen is niet 0 of 1',
  'no-treated': 'niemand uit deze groep is op beide tijden gezien',
  'fewer-controls-than-treated': 'er zijn te weinig anderen om paren te maken',
  'caliper-outside-limits': 'de grootste afstand van een paar klopt niet',
  'singular-covariates': 'een kenmerk is bij iedereen gelijk, of volgt uit de andere',
  'perfect-separation': 'de kenmerken zeggen precies wie meedeed; dan is er niemand om mee te vergelijken',
  'no-pairs': 'er is geen paar te maken',
  'too-few-pairs': 'er zijn te weinig paren',
  'shift-outside-limits': 'zo veel eerder doen alsof kan niet',
  'only-one-group': 'er is maar één groep',
  'count-outside-limits': 'een aantal ligt buiten wat te berekenen is',
  'effect-outside-limits': 'de kleinste verandering die ertoe doet, ligt buiten wat te berekenen is',
  'no-participants': 'er is niemand die meedeed',
  'power-outside-limits': 'de gevraagde kans ligt buiten wat te berekenen is',
  'draws-outside-limits': 'het aantal nagebootste onderzoeken ligt buiten wat te berekenen is',
  'seed-outside-limits': 'het startgetal ligt buiten wat te berekenen is',
  'panels-only': 'dit kan alleen als dezelfden door de tijd zijn gevolgd',
  'bounds-without-weights': 'het gewicht van wie ontbreekt, is niet bekend',
  'limits-outside-outcome':
    'een uitkomst in het bestand ligt buiten de grenzen die het onderzoeksplan noemt; die grenzen kloppen dus niet',
  'too-few-times-before': 'er zijn te weinig tijdstippen van vóór de start om op te oefenen',
  'too-few-paths': 'er zijn te weinig anderen om op te oefenen',
  'covariates-singular': 'de kenmerken hangen volledig samen',
  'no-variation': 'er is geen enkel verschil tussen de nagebootste onderzoeken',
}

const en: Reasons = {
  'no-rows': 'no rows are left',
  'lengths-differ': 'columns differ in length',
  'value-not-finite': 'a value is not a finite number',
  'weight-negative': 'a weight is below 0',
  'weights-all-zero': 'all weights are 0',
  'unit-outside-limits': 'there are more than can be numbered',
  'unit-without-rows': 'one of them has no rows',
  'time-range-too-wide': 'the times are too far apart',
  'anticipation-outside-limits': 'the time of anticipation does not fit the times',
  'one-period': 'there is one time only; a comparison needs one before and one after the start',
  'duplicate-unit-time': 'one of them has two rows at one time',
  'first-varies-within-unit': 'the first time of taking part changes along the way',
  'weight-varies-within-unit': 'a weight changes along the way',
  'cluster-varies-within-unit': 'a cluster changes along the way',
  'unbalanced-panel': 'not all of them are seen at every time',
  'no-complete-units': 'none of them is seen at all times',
  'no-treated-group': 'no group starts within this time',
  'no-controls': 'nobody is left to compare with',
  'nothing-estimated': 'no effect could be estimated',
  'no-effect-in-window': 'no effect lies within the chosen time',
  'group-without-effect': 'no group has an effect that could be estimated',
  'no-effect-before-treatment': 'there is no effect from before the start to test',
  'singular-covariance':
    'the effects before the start move together entirely, or are too many for so few participants',
  'dimensions-differ': 'the effects and their errors do not fit together',
  'level-outside-limits': 'the chosen level is outside what can be computed',
  'times-not-consecutive': 'the years around the start do not follow one another',
  'no-period-before': 'there is one time before the start only, and so no trend from before',
  'no-period-after': 'there is no time after the start',
  'too-many-periods': 'there are more times than this method can take',
  'target-empty': 'there is no effect after the start to judge',
  'covariance-not-symmetric': 'the errors of the effects contradict one another',
  'covariance-not-positive-definite':
    'the effects move together too closely, or there are too few participants for so many times',
  'restriction-outside-limits': 'a departure that was asked for is outside what can be computed',
  'one-cluster': 'there is one cluster only; an error needs two or more',
  'too-few-rows': 'there are too few rows for what is to be estimated',
  'too-many-times': 'there are too many times for a file with gaps',
  'too-many-cohorts': 'there are too many groups and times',
  'times-hardly-linked': 'two parts of the file have too little in common',
  'explained-by-effects': 'who took part and when follows entirely from who it is and which year it is',
  'singular-regressors': 'what is estimated moves together entirely',
  'outcome-too-large': 'the outcomes are too large to compute with',
  'window-outside-limits': 'the chosen time does not fit the file',
  'several-groups': 'there is more than one group',
  'group-not-found': 'that group is not there',
  'one-unit-in-group': 'a group has one member only, so no error can be computed',
  'no-time-left': 'there is too little time before the start to check this',
  'not-from-sums': 'the panel was summed per group; this needs the single firms',
  'no-covariates': 'there is nothing to compare on',
  'treated-not-0-or-1': 'taking part is not 0 or 1',
  'no-treated': 'nobody of this group is seen at both times',
  'fewer-controls-than-treated': 'there are too few others to make pairs',
  'caliper-outside-limits': 'the largest distance of a pair is not right',
  'singular-covariates': 'a covariate is the same for everybody, or follows from the others',
  'perfect-separation': 'the covariates tell exactly who took part; then there is nobody to compare with',
  'no-pairs': 'no pair can be made',
  'too-few-pairs': 'there are too few pairs',
  'shift-outside-limits': 'one cannot pretend that much earlier',
  'only-one-group': 'there is one group only',
  'count-outside-limits': 'a count is outside what can be computed',
  'effect-outside-limits': 'the smallest change that matters is outside what can be computed',
  'no-participants': 'there is nobody that took part',
  'power-outside-limits': 'the chance asked for is outside what can be computed',
  'draws-outside-limits': 'the number of simulated studies is outside what can be computed',
  'seed-outside-limits': 'the seed is outside what can be computed',
  'panels-only': 'this needs the same ones followed over time',
  'bounds-without-weights': 'the weight of those that are missing is not known',
  'limits-outside-outcome':
    'an outcome in the file lies outside the limits that the study plan names; so those limits are wrong',
  'too-few-times-before': 'there are too few times before the start to practise on',
  'too-few-paths': 'there are too few others to practise on',
  'covariates-singular': 'the covariates are collinear',
  'no-variation': 'the simulated studies do not differ at all',
}

const REASONS = { nl, en } as const

/** Why a part could not be had, as the end of a sentence. */
export const reasonOf = ({ code }: Readonly<{ code: PartRefusalCode }>, language: Language): string =>
  REASONS[language][code]
