import { html } from 'hono/html'
import { addAsset, addStyles } from '#platform/ui/assets.ts'
import type { Content, Html } from '#platform/ui/content.ts'
import { page } from '#platform/ui/layout.ts'
import { conclusion } from './messages.ts'
import { resultAssumptions } from './result-assumptions.ts'
import { resultChain } from './result-chain.ts'
import { conclusionText, resultTop } from './result-conclusion.ts'
import { resultWhy } from './result-explanation.ts'
import { resultFirstStep } from './result-first-step.ts'
import { resultHelp } from './result-help.ts'
import { resultOutcomes } from './result-outcomes.ts'
import { resultPlans } from './result-plans.ts'
import { resultQuestions } from './result-questions.ts'
import { resultRoadmap } from './result-roadmap.ts'
import { resultRunnersUp } from './result-runners-up.ts'
import { resultSources } from './result-sources.ts'
import { resultTrial } from './result-trial.ts'
import { type ResultView, section } from './result-view.ts'
import { resultWait } from './result-wait.ts'

for (const name of ['result.css', 'result-pictures.css', 'result-print.css'])
  addStyles(new URL(name, import.meta.url))
const script = addAsset(new URL('./result.js', import.meta.url))

/** The whole result page, as a document. Complete without JavaScript; the script only saves a press of the button. */
export function resultPage(view: ResultView): Html {
  const { language, path } = view
  return page({
    title: conclusion(language)('yourAdvice'),
    description: conclusionText(view),
    language,
    path,
    main: resultMain(view),
    scripts: [script],
  })
}

/** What stands in the page: the advice in the order in which it is read. */
export function resultMain(view: ResultView): Html {
  const { action, reasonToWait } = view.advice.firstStep
  const isAboutMoney = reasonToWait === 'money-first' // then nothing else counts
  return html`<div class="schakel-wide result" data-result>
${resultTop(view)}${action === 'do-nothing' ? resultWait(view) : ''}${resultTrial(view)}${resultOutcomes(view)}${resultWhy(view)}${resultFirstStep(view)}${resultHelp(view)}${resultRoadmap(view)}${resultPlans(view)}${resultChain(view)}${isAboutMoney ? '' : html`${resultRunnersUp(view)}${resultAssumptions(view)}${resultQuestions(view)}`}${resultKeep(view)}${resultSources(view)}</div>`
}

const resultKeep = ({ keep }: ResultView): Content =>
  keep === undefined ? '' : section('bewaren', keep.title, keep.body)
