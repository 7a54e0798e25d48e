import { html } from 'hono/html'
import { chanceOfPlace } from '#engine/lottery/draw-lottery.ts'
import { type Language, pathIn } from '#platform/i18n.ts'
import { number, percent } from '#platform/numbers.ts'
import { heading, link, paragraph, smallPrint, table } from '#platform/ui/components.ts'
import type { Content, Html } from '#platform/ui/content.ts'
import { page } from '#platform/ui/layout.ts'
import { eventPath } from '../addresses.ts'
import { titleOf } from '../event-words.ts'
import type { LotteryView } from '../find-events.ts'
import { messages } from '../messages.ts'
import { momentText } from '../when.ts'
import { lotteryMessages } from './lottery-messages.ts'

export type LotteryPageView = LotteryView & Readonly<{ language: Language; signedUp: number }>

/** What is fixed of a lottery, what became of it, and how anyone checks that. */
export function lotteryPage(view: LotteryPageView): Html {
  const { event, lottery, language } = view
  const t = lotteryMessages(language)
  const title = t(lottery.outcome === 'drawn' ? 'title.drawn' : 'title')
  const path = eventPath.lottery(event.slug)
  const main = html`<p class="schakel-small events-kicker">${titleOf(event, language)}</p>
${heading(1, title)}
${paragraph(lead(view), { lead: true })}
${facts(view)}
${heading(2, t('how.title'))}
${paragraph(t('how'))}
${groups(view)}
${check(view)}
${list(view)}`
  return page({ title, language, path, main, backHref: pathIn(language, eventPath.event(event.slug)) })
}

function lead({ lottery, applicants, signedUp, language }: LotteryPageView): string {
  const t = lotteryMessages(language)
  const { outcome, places, closedAt } = lottery
  if (outcome === 'nobody') return t('lead.nobody')
  if (outcome !== '') return t(`lead.${outcome}`, applicants.length, places)
  if (closedAt !== null) return t('lead.closed', applicants.length, places)
  return t('lead.announced', signedUp, places)
}

function facts({ event, lottery, applicants, language }: LotteryPageView): Html {
  const t = lotteryMessages(language)
  const { announcedAt, closedAt, drawnAt, publicSource, outcome } = lottery
  const code = (text: string): Content => html`<code class="events-hash">${text}</code>`
  const chance = chanceOfPlace(lottery.places, Math.max(1, applicants.length))
  const rows: (readonly [string, Content])[] = [
    [t('fact.announced'), momentText(announcedAt, language)],
    closedAt === null
      ? [t('fact.deadline'), momentText(event.deadlineAt, language)]
      : [t('fact.closed'), momentText(closedAt, language)],
  ]
  if (outcome === 'drawn' && drawnAt !== null) {
    rows.push([t('fact.drawn'), momentText(drawnAt, language)])
    rows.push([t('fact.chance'), t('fact.chance.value', percent(chance, language, chance < 0.1 ? 1 : 0))])
  }
  rows.push([t('fact.strata'), t(`strata.${lottery.strata}`)])
  rows.push([t('fact.source'), publicSource === '' ? t('fact.source.none') : publicSource])
  if (lottery.publicValue !== '') rows.push([t('fact.value'), html`<strong>${lottery.publicValue}</strong>`])
  rows.push([t('fact.commitment'), code(lottery.commitment)])
  if (closedAt !== null) rows.push([t('fact.listHash'), code(lottery.listHash)])
  if (lottery.secret !== '') rows.push([t('fact.secret'), code(lottery.secret)])
  if (lottery.seed !== '') rows.push([t('fact.seed'), code(lottery.seed)])
  if (outcome === 'drawn') rows.push([t('fact.drawId'), code(lottery.id)])
  return html`<dl class="events-facts">${rows.map(
    ([key, value]) => html`<div><dt>${key}</dt><dd>${value}</dd></div>`,
  )}</dl>`
}

/** The only group of a lottery without strata is everybody; the others have the same name in both languages or a key. */
export function groupName(stratum: string, language: Language): string {
  if (stratum === 'iedereen') return lotteryMessages(language)('group.iedereen')
  const t = messages(language)
  if (stratum === 'Noord' || stratum === 'Oost' || stratum === 'Zuid' || stratum === 'West')
    return t(`region.${stratum}`)
  return stratum
}

function groups({ lottery, language }: LotteryPageView): Content {
  if (lottery.outcome !== 'drawn' || lottery.strata === 'none') return ''
  const t = lotteryMessages(language)
  return table({
    caption: t('groups.title'),
    columns: [
      { label: t('groups.group') },
      { label: t('groups.applicants'), numeric: true },
      { label: t('groups.places'), numeric: true },
    ],
    rows: lottery.strataPlaces.map(({ name, applicants, places }) => [
      groupName(name, language),
      number(applicants, language),
      number(places, language),
    ]),
  })
}

function check({ event, lottery, language }: LotteryPageView): Content {
  if (lottery.closedAt === null) return ''
  const t = lotteryMessages(language)
  const file = eventPath.lotteryFile(event.slug)
  return html`${heading(2, t('check.title'))}
${paragraph(t('check.body'))}
<p class="nl-paragraph">${link(file, t('check.file'))}</p>
<pre class="events-command" tabindex="0"><code>schakel lottery verify loting.json</code></pre>
${
  lottery.outcome === 'drawn'
    ? html`${paragraph(t('check.python'))}<pre class="events-command" tabindex="0"><code>python3 oracle/verify_lottery.py loting.json</code></pre>`
    : ''
}
${smallPrint(t('check.method'))}`
}

function list({ lottery, applicants, language }: LotteryPageView): Content {
  if (applicants.length === 0) return ''
  const t = lotteryMessages(language)
  const hasGroups = lottery.strata !== 'none'
  const isDrawn = lottery.outcome === 'drawn'
  const columns = [
    { label: t('list.code') },
    ...(hasGroups ? [{ label: t('groups.group') }] : []),
    ...(isDrawn ? [{ label: t('list.rank'), numeric: true }, { label: t('list.result') }] : []),
  ]
  const order = isDrawn
    ? applicants.toSorted((a, b) => a.stratum.localeCompare(b.stratum) || (a.rank ?? 0) - (b.rank ?? 0))
    : applicants
  const rows = order.map(({ code, stratum, rank, result, waitingNumber }) => [
    html`<code>${code}</code>`,
    ...(hasGroups ? [groupName(stratum, language)] : []),
    ...(isDrawn
      ? [
          number(rank ?? 0, language),
          result === 'place' ? t('result.place') : t('result.waiting', waitingNumber ?? 0),
        ]
      : []),
  ])
  return html`${heading(2, t('list.title'))}${paragraph(t('list.why'))}${table({ caption: t('list.title'), hideCaption: true, columns, rows })}`
}
