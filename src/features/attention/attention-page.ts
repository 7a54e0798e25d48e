import { html } from 'hono/html'
import { type Language, pathIn } from '#platform/i18n.ts'
import { date } from '#platform/numbers.ts'
import {
  actions,
  button,
  form,
  heading,
  hiddenInput,
  link,
  linkButton,
  notice,
  paragraph,
  smallPrint,
  table,
} from '#platform/ui/components.ts'
import type { Content, Html } from '#platform/ui/content.ts'
import { page } from '#platform/ui/layout.ts'
import { attentionPath, linkPath, ROUTES } from './addresses.ts'
import {
  ATTENTION_KINDS,
  type AttentionKind,
  MOST_IN_PERIOD,
  MOST_OPEN,
  type Offered,
  PERIOD_DAYS,
} from './contract.ts'
import { messages } from './messages.ts'
import type { Switch } from './switch-off.ts'

export type AttentionView = Readonly<{
  language: Language
  firm: Readonly<{ id: string; name: string }>
  firms: readonly Readonly<{ id: string; name: string }>[]
  offered: readonly Offered[]
  unwantedKinds: readonly AttentionKind[]
  saved?: 'on' | 'off' | undefined
}>

/** What is offered to a firm and why, and a switch per kind. */
export function attentionPage(view: AttentionView): Html {
  const { language, firm, offered, saved } = view
  const t = messages(language)
  const open = offered.filter(({ settledAt }) => settledAt === undefined)
  const recent = offered.filter(({ settledAt }) => settledAt !== undefined)
  const main = html`${heading(1, t('title'))}
${saved === undefined ? '' : notice('ok', t(`saved.${saved}`))}
${paragraph(t('lead', MOST_OPEN, MOST_IN_PERIOD, PERIOD_DAYS), { lead: true })}
${firm.name === '' ? '' : smallPrint(t('of.firm', firm.name))}
${otherFirms(view)}
${heading(2, `${t('open')}: ${t('open.count', open.length, MOST_OPEN)}`)}
${open.length === 0 ? paragraph(t('open.none')) : offerList(open, language)}
${recent.length === 0 ? '' : html`${heading(2, t('recent'))}${offerList(recent, language)}`}
${heading(2, t('off'))}
${paragraph(t('off.why'))}
${switches(view)}`
  const backHref = pathIn(language, `/mijn?bedrijf=${firm.id}`)
  return page({ title: t('title'), language, path: attentionPath(firm.id), main, backHref })
}

function otherFirms({ firms, firm, language }: AttentionView): Content {
  if (firms.length < 2) return ''
  const others = firms.filter(({ id }) => id !== firm.id)
  return html`<nav aria-label="${messages(language)('other.firms')}"><ul class="schakel-list">${others.map(({ id, name }) => html`<li>${link(pathIn(language, attentionPath(id)), name)}</li>`)}</ul></nav>`
}

function offerList(offered: readonly Offered[], language: Language): Html {
  const t = messages(language)
  const item = ({ kind, path, reason, offeredAt, outcome }: Offered) => {
    const what = path === '' ? t(kind) : link(pathIn(language, path), t(kind))
    const when = outcome === '' ? '' : `, ${t(outcome)}`
    return html`<li>${what} <span class="schakel-small">${date(offeredAt, language)}${when}</span><br>${t('why.you', reason)}</li>`
  }
  return html`<ul class="schakel-list">${offered.map(item)}</ul>`
}

function switches({ firm, unwantedKinds, language }: AttentionView): Html {
  const t = messages(language)
  const row = (kind: AttentionKind): readonly Content[] => {
    const isOff = unwantedKinds.includes(kind)
    const says = html`${t(isOff ? 'switch.on' : 'switch.off')}<span class="schakel-visually-hidden">: ${t(kind)}</span>`
    const change = form(
      pathIn(language, attentionPath(firm.id)),
      html`${hiddenInput('kind', kind)}${button(says, { kind: 'secondary', name: 'to', value: isOff ? 'on' : 'off' })}`,
    )
    return [t(kind), t(isOff ? 'state.off' : 'state.on'), change]
  }
  return table({
    caption: t('off'),
    hideCaption: true,
    columns: [{ label: t('off.kind') }, { label: t('off.now') }, { label: t('off.change') }],
    rows: ATTENTION_KINDS.map(row),
  })
}

/** Who has no firm yet. */
export function noFirmPage(language: Language): Html {
  const t = messages(language)
  const main = html`${heading(1, t('title'))}
${paragraph(t('no.firm'), { lead: true })}
${actions(linkButton(pathIn(language, '/mijn/bedrijf/nieuw'), t('no.firm.go')))}`
  return page({
    title: t('title'),
    language,
    path: ROUTES.attention,
    main,
    backHref: pathIn(language, '/mijn'),
  })
}

/** Where the link of a mail leads: one button, or that it is done. */
export function switchPage(language: Language, token: string, { kind, isOff }: Switch): Html {
  const t = messages(language)
  const title = isOff ? t('link.done.title') : t('link.title', t(kind))
  const main = isOff
    ? html`${heading(1, title)}${paragraph(t('link.done', t(kind)), { lead: true })}
${actions(linkButton(pathIn(language, ROUTES.attention), t('link.mine'), { kind: 'secondary' }))}`
    : html`${heading(1, title)}${paragraph(t('link.body'), { lead: true })}
${form(pathIn(language, linkPath(token)), actions(button(t('link.button'))))}`
  return page({ title, language, path: linkPath(token), main })
}
