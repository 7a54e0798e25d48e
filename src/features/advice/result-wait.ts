import { html } from 'hono/html'
import type { Assumption } from '#engine/advice/assumptions.ts'
import { xOfTen } from '#platform/numbers.ts'
import { bulletList, link, paragraph } from '#platform/ui/components.ts'
import type { Content, Html } from '#platform/ui/content.ts'
import { ofHundred, plainEur } from './counted.ts'
import { wait } from './messages.ts'
import { factList, type ResultView, section, stepName, yearsOf } from './result-view.ts'

const reasonOf = ({ advice }: ResultView) => advice.firstStep.reasonToWait ?? 'nothing-pays'

/** Why doing nothing is the advice. */
export function whyWait(view: ResultView): string {
  const { language, advice } = view
  const t = wait(language)
  const open = advice.steps.filter(({ isInUse }) => !isInUse).length
  switch (reasonOf(view)) {
    case 'nothing-pays':
      return t('why.nothing-pays', open, yearsOf(view))
    case 'nothing-safe':
      return t('why.nothing-safe', open)
    case 'money-first':
      return t('why.money-first', xOfTen(advice.doingNothing.chanceOfTroubleThisYear, language))
    case 'everything-in-use':
      return t('why.everything-in-use')
  }
}

/** When to look again, and what would change the advice to do nothing. */
export function resultWait(view: ResultView): Html {
  const { language, advice, scanPath } = view
  const t = wait(language)
  const isMoney = reasonOf(view) === 'money-first'
  const chance = ofHundred(advice.doingNothing.chanceOfTrouble, language)
  const facts = isMoney
    ? ''
    : factList([{ label: t('doingNothing'), value: t('doingNothingIs', chance, yearsOf(view)) }])
  const changeAnswers = html`<p class="nl-paragraph">${isMoney ? `${t('checkAnswers')} ` : ''}${link(scanPath, t('changeAnswers'))}</p>`
  return section(
    'opnieuw',
    isMoney ? t('moneyNow') : t('again'),
    html`${shortOf(view)}${advices(view)}${facts}${always(view)}${changeAnswers}`,
  )
}

/** The firm's own figures, where it told them and they say so. */
function shortOf(view: ResultView): Content {
  const { firm, language } = view
  const { spareCashEur: cash, freeCashFlowEurPerMonth: flow } = firm
  if (reasonOf(view) !== 'money-first' || cash === undefined || flow === undefined || flow >= 0) return ''
  return paragraph(wait(language)('shortOf', plainEur(flow, language), plainEur(cash, language)))
}

/** What costs next to nothing and any firm should do, whatever the reckoning says. */
const always = ({ advice, language }: ResultView): Content =>
  advice.steps.some(({ id, isInUse }) => id === 'cyber-basics' && !isInUse)
    ? paragraph(wait(language)('always'))
    : ''

function advices(view: ResultView): Content {
  const { language, advice } = view
  const t = wait(language)
  switch (reasonOf(view)) {
    case 'nothing-pays':
      return html`${paragraph(t('yearly'))}${bulletList([
        t('customerAsks'),
        t('vacancies'),
        t('growth'),
        ...wouldFlip(view),
      ])}`
    case 'nothing-safe':
      return html`${paragraph(t('yearly'))}${bulletList([
        t('moreCash'),
        t('smaller'),
        t('bolder', ofHundred(advice.firstStep.addedChanceOfTroubleAllowed, language)),
      ])}`
    case 'money-first':
      return bulletList([t('bank'), t('flow')])
    case 'everything-in-use':
      return bulletList([t('newSteps'), t('notWorking')])
  }
}

const isFreedHours = ({ id, isToldByFirm }: Assumption) => id === 'realisationOfFreedHours' && !isToldByFirm

/** The step that came closest, where it pays once freed hours are worth more. */
function wouldFlip(view: ResultView): readonly string[] {
  const { advice, language } = view
  const [closest] = advice.runnersUp
  const hours = advice.assumptions.find(isFreedHours)
  if (closest === undefined || hours === undefined || hours.influence.highFifthEur <= 0) return []
  return [wait(language)('wouldFlip', stepName(view, closest.target))]
}
