import type { Measuring } from '#engine/advice/measure.ts'
import type { WhyThisCode } from '#engine/advice/explain.ts'
import type { CashType } from '#engine/advice/step.ts'
import { translator } from '#platform/i18n.ts'

/** Every code of the engine has a sentence: a code without one does not compile. */
type Keys = `why.${Exclude<WhyThisCode, 'largest-gain-on'>}` | `gain.${CashType}` | `how.${Measuring}`
type AnySentence = string | ((...args: never[]) => string)

export const explanationNl = {
  whyTitle: 'Waarom dit',
  'why.pays-back': (counted: string, years: number) =>
    `In ${counted} gevallen verdient u de stap binnen ${years} jaar terug.`,
  'why.needed-for': (steps: string) => `Pas als deze stap werkt, kunt u verder met ${steps}.`,
  'why.feeds': (steps: string) =>
    `Hierna komen gegevens vanzelf binnen voor ${steps}. Dat levert daar meer op.`,
  'why.helps': (steps: string) => `Met deze stap in gebruik mislukt minder vaak: ${steps}.`,
  'why.quick': (months: string) => `Het gaat snel: werkt het, dan is de stap vaak na ${months} in gebruik.`,
  'why.tried-cheaply': (cost: string, months: string) =>
    `U kunt het eerst uitproberen. Dat kost u ${cost} en duurt ${months}.`,
  'why.worst-case-bearable': (loss: string, cash: string) =>
    `Uw bedrijf kan een tegenvaller dragen. In 1 van de 10 gevallen verliest u ${loss} of meer. U kunt ${cash} missen.`,
  whyGain: (what: string, range: string) =>
    `U verdient er vooral aan met ${what}: ${range} per jaar als het werkt.`,
  whyGainOnce: (what: string, range: string) =>
    `U verdient er vooral aan met ${what}: één keer ${range} als het werkt.`,
  'gain.freed-hours': (base: string) => `minder uren (${base})`,
  'gain.freed-machine-hours': () => 'meer draaiuren van uw machines',
  'gain.direct-cash': (base: string) => `lagere ${base}`,
  'gain.margin': () => 'meer marge op uw orders',
  'gain.extra-turnover': () => 'extra omzet',
  'gain.working-capital': () => 'minder voorraad',
  'gain.one-off-saving': () => 'een betere keus bij uw investering',
  'gain.expected-loss-avoided': () => 'schade die u voorkomt',
  andMore: (count: number) => (count === 1 ? 'nog 1 stap' : `nog ${count} stappen`),

  turns: 'Wanneer dit advies omslaat',
  turnsBelow: (what: string, at: string) => `Pas als ${what} lager is dan ${at}, is wachten beter.`,
  turnsAbove: (what: string, at: string) => `Pas als ${what} hoger is dan ${at}, is wachten beter.`,
  turnsHours: (part: string) =>
    `Pas als minder dan ${part} van de vrijgekomen uren u geld oplevert, is wachten beter.`,
  turnsMachineHours: (part: string) =>
    `Pas als minder dan ${part} van de vrijgekomen machine-uren u geld oplevert, is wachten beter.`,
  turnsMargin: (part: string) => `Pas als u minder dan ${part} van extra omzet overhoudt, is wachten beter.`,
  paysBelow: (what: string, at: string, step: string) =>
    `Is ${what} lager dan ${at}, dan loont “${step}” wel.`,
  paysAbove: (what: string, at: string, step: string) =>
    `Is ${what} hoger dan ${at}, dan loont “${step}” wel.`,
  paysHours: (part: string, step: string) =>
    `Levert meer dan ${part} van de vrijgekomen uren u geld op, dan loont “${step}” wel.`,
  weReckon: (range: string) => `Wij rekenen met ${range}.`,
  stands: (what: string) => `Hoe het ook zit met ${what}: beginnen blijft beter dan wachten.`,
  about: (amount: string) => `ongeveer ${amount}`,
  hoursName: 'het deel van de vrijgekomen uren dat geld oplevert',
  machineHoursName: 'het deel van de vrijgekomen machine-uren dat geld oplevert',
  marginName: 'wat u van extra omzet overhoudt',

  measureTitle: 'Wat u de eerste drie maanden meet',
  measureIntro: 'Meet vóór u begint, en opnieuw na drie maanden gebruik. Dan ziet u of het werkt.',
  'how.hours-written': (base: string) => `Schrijf twee weken lang de uren op (${base}).`,
  'how.machine-hours': () => 'Schrijf per dag op hoeveel uren uw machines draaien en stilstaan.',
  'how.stock-valued': () => 'Tel wat uw voorraad waard is.',
  'how.scrap-counted': () => 'Tel elke week de uitval en de uren aan herstel.',
  'how.days-late': () => 'Tel per order hoeveel dagen u te laat bent.',
  'how.invoices-added': (base: string) => `Tel de rekeningen bij elkaar op (${base}).`,
  'how.complaints-counted': () => 'Tel de klachten, en wat ze u kosten.',
  'how.invoices-handled': () => 'Meet hoeveel minuten een factuur u kost.',
  'how.margin-per-order': () => 'Leg per order naast elkaar wat u rekende en wat het kostte.',
  'how.turnover-added': () => 'Tel de orders die hierdoor binnenkomen.',
  nowTold: (amount: string) => `Nu is het ${amount}, zei u.`,
  nowGuess: (range: string) => `Nu is het bij u ${range}, schatten wij.`,
  down: (change: string) => `Na drie maanden gebruik hoort het ${change} lager te zijn.`,
  up: (change: string) => `Na drie maanden gebruik hoort het ${change} hoger te zijn.`,
  marginUp: (change: string) =>
    `Na drie maanden gebruik hoort uw marge ${change} van de omzet hoger te zijn.`,
  expected: (range: string) => `Dan staat het op ${range}.`,
  atMost: (change: string) => `tot ${change}`,

  questionsTitle: 'Nog een vraag',
  questionsIntro: 'U hoeft dit niet te weten voor een advies. Het antwoord kan het wel beter maken.',
  decides: (step: string) => `Dit bepaalt mee of “${step}” voor u loont.`,
  decidesAll: 'Dit bepaalt mee welk plan voor u het beste is.',
  worth: (gain: string, minutes: string) => `Naar verwachting scheelt het u ${gain}. Het kost u ${minutes}.`,
  lessThanMinute: 'minder dan een minuut',
  minutes: (count: number) => `${count} minuten`,
  ask: 'Beantwoord deze vraag',
  'ask.fact': (what: string) => `Weet u ${what}?`,
  'ask.share': (what: string) => what,
  'ask.base': (what: string) => `Weet u dit bedrag: “${what}”?`,
  'ask.levels': (_what: string) => 'Welke bedragen zijn bij u meer of minder dan gebruikelijk?',
  'ask.flow': (what: string) => `Hoe gaat “${what}” bij u?`,
  'ask.barriers': (_what: string) => 'Wat houdt u tegen?',
  'ask.steps': (_what: string) => 'Wat werkt er al bij u?',
} as const satisfies Readonly<Record<Keys, AnySentence>> & Readonly<Record<string, AnySentence>>

export const explanation = translator(explanationNl, {
  whyTitle: 'Why this',
  'why.pays-back': (counted, years) => `In ${counted} cases the step pays back within ${years} years.`,
  'why.needed-for': (steps) => `Only once this step works can you go on to ${steps}.`,
  'why.feeds': (steps) =>
    `After it, information arrives by itself for ${steps}. That adds to what is gained there.`,
  'why.helps': (steps) => `With this step in use, fewer of these fail: ${steps}.`,
  'why.quick': (months) => `It is quick: if it works, the step is often in use after ${months}.`,
  'why.tried-cheaply': (cost, months) =>
    `You can try it out first. That costs you ${cost} and takes ${months}.`,
  'why.worst-case-bearable': (loss, cash) =>
    `Your company can bear a setback. In 1 case out of 10 you lose ${loss} or more. You can spare ${cash}.`,
  whyGain: (what, range) => `You earn mostly from ${what}: ${range} a year if it works.`,
  whyGainOnce: (what, range) => `You earn mostly from ${what}: ${range} once if it works.`,
  'gain.freed-hours': (base) => `fewer hours (${base})`,
  'gain.freed-machine-hours': () => 'more running hours on your machines',
  'gain.direct-cash': (base) => `a lower ${base}`,
  'gain.margin': () => 'a better margin on your orders',
  'gain.extra-turnover': () => 'extra turnover',
  'gain.working-capital': () => 'less stock',
  'gain.one-off-saving': () => 'a better choice of investment',
  'gain.expected-loss-avoided': () => 'damage you prevent',
  andMore: (count) => (count === 1 ? '1 more step' : `${count} more steps`),

  turns: 'When this advice changes',
  turnsBelow: (what, at) => `Only if ${what} is below ${at} is it better to wait.`,
  turnsAbove: (what, at) => `Only if ${what} is above ${at} is it better to wait.`,
  turnsHours: (part) => `Only if less than ${part} of the hours freed earns you money is it better to wait.`,
  turnsMachineHours: (part) =>
    `Only if less than ${part} of the machine hours freed earns you money is it better to wait.`,
  turnsMargin: (part) => `Only if you keep less than ${part} of extra turnover is it better to wait.`,
  paysBelow: (what, at, step) => `If ${what} is below ${at}, “${step}” does pay.`,
  paysAbove: (what, at, step) => `If ${what} is above ${at}, “${step}” does pay.`,
  paysHours: (part, step) => `If more than ${part} of the hours freed earns you money, “${step}” does pay.`,
  weReckon: (range) => `We reckon with ${range}.`,
  stands: (what) => `Whatever ${what} turns out to be: beginning stays better than waiting.`,
  about: (amount) => `about ${amount}`,
  hoursName: 'the share of the hours freed that earns money',
  machineHoursName: 'the share of the machine hours freed that earns money',
  marginName: 'what you keep of extra turnover',

  measureTitle: 'What to measure in the first three months',
  measureIntro:
    'Measure before you begin, and again after three months of use. Then you see whether it works.',
  'how.hours-written': (base) => `Have the hours written down for two weeks (${base}).`,
  'how.machine-hours': () => 'Write down each day how many hours your machines run and stand still.',
  'how.stock-valued': () => 'Count what your stock is worth.',
  'how.scrap-counted': () => 'Count scrap and hours of rework each week.',
  'how.days-late': () => 'Count for each order how many days late you are.',
  'how.invoices-added': (base) => `Add up the bills (${base}).`,
  'how.complaints-counted': () => 'Count the complaints, and what they cost you.',
  'how.invoices-handled': () => 'Measure how many minutes an invoice takes.',
  'how.margin-per-order': () => 'For each order, set what you charged beside what it cost.',
  'how.turnover-added': () => 'Count the orders that come in because of it.',
  nowTold: (amount) => `It is ${amount} now, you said.`,
  nowGuess: (range) => `For you it is ${range} now, by our estimate.`,
  down: (change) => `After three months of use it should be ${change} lower.`,
  up: (change) => `After three months of use it should be ${change} higher.`,
  marginUp: (change) => `After three months of use your margin should be ${change} of turnover higher.`,
  expected: (range) => `It then stands at ${range}.`,
  atMost: (change) => `up to ${change}`,

  questionsTitle: 'One more question',
  questionsIntro: 'You need not know this for an advice. The answer can make it better.',
  decides: (step) => `It helps decide whether “${step}” pays for you.`,
  decidesAll: 'It helps decide which plan is best for you.',
  worth: (gain, minutes) => `We expect it to be worth ${gain} to you. It takes ${minutes}.`,
  lessThanMinute: 'less than a minute',
  minutes: (count) => `${count} minutes`,
  ask: 'Answer this question',
  'ask.fact': (what) => `Do you know ${what}?`,
  'ask.share': (what) => what,
  'ask.base': (what) => `Do you know this amount: “${what}”?`,
  'ask.levels': () => 'Which amounts are more or less than usual in your company?',
  'ask.flow': (what) => `How does “${what}” go in your company?`,
  'ask.barriers': () => 'What holds you back?',
  'ask.steps': () => 'What is working at your company already?',
})
