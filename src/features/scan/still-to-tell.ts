import { pathIn } from '#platform/i18n.ts'
import { bulletList, details, heading, link, paragraph, summaryList } from '#platform/ui/components.ts'
import type { Content } from '#platform/ui/content.ts'
import { scanPath } from './addresses.ts'
import type { CheckView } from './check-view.ts'
import { messages } from './messages.ts'
import type { OpenQuestion } from './next-question.ts'
import { questionText } from './question-text.ts'
import { isAnswered, type Question } from './questions.ts'
import { whyOf, worthText } from './why-text.ts'

/** So many questions are shown with what they are worth; the others stand folded under them. */
const SHOWN = 8

/** What was not told yet: what still matters on top with its worth in words, and under it all the rest, by kind. */
export function stillToTell(view: CheckView): Content {
  const { questions, scan, open = [], language } = view
  const t = messages(language)
  const mattering = open.filter((one) => worthText(one, language) !== t('worth.nothing'))
  const shown = mattering.slice(0, SHOWN)
  const rest = questions.filter(
    (question) =>
      hasNoRow(question) &&
      !isAnswered(question, scan.answers) &&
      !shown.some((one) => one.question === question),
  )
  if (shown.length === 0 && rest.length === 0) return ''

  const isRestIdle = view.open !== undefined && mattering.length <= SHOWN
  return [
    heading(2, t('check.open')),
    shown.length === 0 ? '' : [paragraph(t('check.open.intro')), worthList(shown, view)],
    rest.length === 0
      ? ''
      : [paragraph(t(isRestIdle ? 'check.open.rest' : 'check.open.all')), folded(rest, view)],
  ]
}

/** Questions that stand on the check page only once they are answered. */
export const hasNoRow = ({ kind }: Question) =>
  kind === 'flow' ||
  kind === 'share' ||
  kind === 'levels' ||
  kind === 'base' ||
  kind === 'step' ||
  kind === 'barrier'

const worthList = (shown: readonly OpenQuestion[], { scan, figures, language }: CheckView) =>
  summaryList(
    shown.map((one) => {
      const { heading: asked, short } = questionText(one.question, figures, language)
      const way = { isChange: true, why: whyOf(one.price) }
      const href = pathIn(language, scanPath.question(scan.link, one.question.slug, way))
      return {
        key: asked,
        value: worthText(one, language),
        change: { href, label: messages(language)('check.fillIn'), about: short },
      }
    }),
  )

function folded(rest: readonly Question[], { scan, figures, language }: CheckView): Content {
  const t = messages(language)
  return FOLDS.map(([kinds, name]) => {
    const own = rest.filter(({ kind }) => kinds.includes(kind))
    if (own.length === 0) return ''
    const links = own.map((question) =>
      link(
        pathIn(language, scanPath.question(scan.link, question.slug, { isChange: true })),
        questionText(question, figures, language).short,
      ),
    )
    return details(t('check.open.section', t(name), own.length), bulletList(links))
  })
}

type Fold = 'check.money' | 'check.flows' | 'check.steps' | 'check.barriers'

const FOLDS: readonly (readonly [readonly Question['kind'][], Fold])[] = [
  [['share', 'levels', 'base'], 'check.money'],
  [['flow'], 'check.flows'],
  [['step'], 'check.steps'],
  [['barrier'], 'check.barriers'],
]
