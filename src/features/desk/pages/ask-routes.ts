import type { Context, Hono } from 'hono'
import { PROVINCES } from '#features/firms/index.ts'
import { findAddress, siteUrlOf, tooManyPage, visitorAddressOf } from '#features/identity/index.ts'
import { asActor } from '#platform/actor.ts'
import type { Env } from '#platform/context.ts'
import { askQuestion } from '../ask-question.ts'
import { type AskForm, askSchema, type FieldFault, faultsOf, TOPICS } from '../contract.ts'
import type { DeskParts } from '../desk-parts.ts'
import { DESK_PATHS, ROUTES } from './addresses.ts'
import { askPage, helpPage, QUESTION_FIELDS, type TypedQuestion } from './ask-page.ts'
import { fieldOf, formOf, goTo, queryOf } from './desk-site.ts'

/** Asking: the form, what may help already, and the question itself. */
export function askPages(app: Hono<Env>, parts: DeskParts): void {
  app.get(ROUTES.ask, (c) => showForm(c, parts, beginning(c, parts)))
  app.post(ROUTES.ask, (c) => receive(c, parts))
}

/** A form to begin with; a link from a step or an advice has said what it is about. */
function beginning(c: Context<Env>, { figures }: DeskParts): TypedQuestion {
  const query = queryOf(c)
  const step = figures.steps.find(({ id }) => id === query.get('stap'))?.id ?? ''
  const topic = TOPICS.find((one) => one === query.get('onderwerp')) ?? ''
  const province = PROVINCES.find((name) => name === query.get('provincie')) ?? ''
  return { question: '', province, topic, step, email: '', name: '' }
}

async function showForm(
  c: Context<Env>,
  { figures }: DeskParts,
  typed: TypedQuestion,
  faults: readonly FieldFault[] = [],
): Promise<Response> {
  const { db, language, actor } = c.get('ctx')
  const account = actor && {
    email: await asActor(db, actor, (tx) => findAddress(tx, actor.accountId)),
  }
  const html = askPage({ typed, steps: figures.steps, account, faults, language })
  return c.html(html, faults.length > 0 ? 400 : 200)
}

async function receive(c: Context<Env>, parts: DeskParts): Promise<Response> {
  const form = await formOf(c)
  const typed = Object.fromEntries(
    QUESTION_FIELDS.map((name) => [name, fieldOf(form, name)]),
  ) as TypedQuestion
  const button = form.get('doe')
  if (button === 'wijzig') return showForm(c, parts, typed)

  const ctx = c.get('ctx')
  const parsed = askSchema.safeParse(typed)
  const faults = parsed.success ? [] : faultsOf(parsed.error)
  const hasNoAddress = ctx.actor === undefined && typed.email.trim() === ''
  const all: readonly FieldFault[] = hasNoAddress
    ? [...faults.filter(({ field }) => field !== 'email'), { field: 'email', fault: 'required' }]
    : faults
  if (!parsed.success || all.length > 0) return showForm(c, parts, typed, all)

  const items = button === 'stel' ? [] : await (parts.findHelp?.(ctx, typed.question) ?? [])
  return items.length > 0 ? c.html(helpPage(typed, items, ctx.language)) : ask(c, parts, typed, parsed.data)
}

async function ask(
  c: Context<Env>,
  parts: DeskParts,
  typed: TypedQuestion,
  form: AskForm,
): Promise<Response> {
  const { config } = parts
  const request = {
    form,
    siteUrl: siteUrlOf(c, config),
    visitorAddress: visitorAddressOf(c, config.trustedProxies),
  }
  const asked = await askQuestion(c.get('ctx'), parts, request)
  if (!asked.ok) {
    if (asked.error.why === 'faults') return showForm(c, parts, typed, asked.error.faults)
    return tooManyPage(c, asked.error)
  }
  const { id, linkToken } = asked.value
  const path = linkToken === undefined ? DESK_PATHS.own(id) : DESK_PATHS.asked(linkToken)
  return goTo(c, `${path}?stand=gesteld`)
}
