import { html } from 'hono/html'
import { type Language, pathIn } from '#platform/i18n.ts'
import { actions, button, form, heading, linkButton, paragraph, smallPrint } from '#platform/ui/components.ts'
import type { Content, Html } from '#platform/ui/content.ts'
import { errorSummary, type FieldError, textInput } from '#platform/ui/fields.ts'
import { page } from '#platform/ui/layout.ts'
import { eventPath, ROUTES } from '../addresses.ts'
import type { Counts, NetworkEvent } from '../contract.ts'
import { titleOf } from '../event-words.ts'
import type { Lottery } from '../lottery/repository.ts'
import { beforeText, saturdayAfter, startOfDay } from '../when.ts'
import { keepingMessages } from './keeping-messages.ts'

export type DrawView = Readonly<{
  language: Language
  now: Date
  event: NetworkEvent
  counts: Counts
  lottery: Lottery | undefined
  typed?: Readonly<{ value: string; again: string }>
  errors?: readonly FieldError[]
}>

/** Where the organiser draws lots, once; or sees what there is to wait for. */
export function drawPage(view: DrawView): Html {
  const { language, event, errors = [] } = view
  const t = keepingMessages(language)
  const title = t('draw.title')
  const main = html`${errorSummary(language, errors)}
<p class="schakel-small events-kicker">${titleOf(event, language)}</p>
${heading(1, title)}
${body(view)}`
  const full = errors.length === 0 ? title : `${t('fault')}: ${title}`
  return page({
    title: full,
    language,
    path: eventPath.draw(event.id),
    main,
    backHref: pathIn(language, ROUTES.kept),
  })
}

function body(view: DrawView): Content {
  const { language, now, event, counts, lottery } = view
  const t = keepingMessages(language)
  if (lottery === undefined) return paragraph(t('draw.none'))
  const result = actions(
    linkButton(pathIn(language, eventPath.lottery(event.slug)), t('draw.result'), { kind: 'secondary' }),
  )
  if (lottery.outcome !== '')
    return [paragraph(t(lottery.outcome === 'drawn' ? 'draw.done' : 'draw.done.all')), result]
  if (now < event.deadlineAt)
    return [
      paragraph(t('draw.early', beforeText(event.deadlineAt, now, language).replace(/^vóór |^before /, ''))),
      result,
    ]
  const ready = paragraph(t('draw.ready', counts.signedUp, lottery.places))
  if (event.publicKind === 'lotto' && now < startOfDay(saturdayAfter(event.deadlineAt)))
    return [ready, paragraph(t('draw.early.value', lottery.publicSource)), result]
  return [ready, drawForm(view, lottery), result]
}

function drawForm({ language, event, typed, errors = [] }: DrawView, { publicSource }: Lottery): Html {
  const t = keepingMessages(language)
  const errorOf = (field: string) => errors.find((one) => one.field === field)?.message
  const lotto = event.publicKind === 'lotto' ? { hint: t('draw.value.lotto') } : {}
  const fields =
    publicSource === ''
      ? []
      : [
          paragraph(publicSource),
          textInput({
            name: 'value',
            label: t('draw.value'),
            ...lotto,
            value: typed?.value,
            error: errorOf('value'),
          }),
          textInput({
            name: 'again',
            label: t('draw.value.again'),
            value: typed?.again,
            error: errorOf('again'),
          }),
        ]
  return form(pathIn(language, eventPath.draw(event.id)), [
    ...fields,
    smallPrint(t('draw.once')),
    actions(button(t('draw.go'))),
  ])
}
