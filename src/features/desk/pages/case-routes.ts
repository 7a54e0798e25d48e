import { randomUUID } from 'node:crypto'
import type { Context, Hono } from 'hono'
import { signedIn } from '#features/identity/index.ts'
import type { Actor } from '#platform/actor.ts'
import type { Env } from '#platform/context.ts'
import type { FieldError } from '#platform/ui/fields.ts'
import type { FieldFault } from '../contract.ts'
import type { DeskParts } from '../desk-parts.ts'
import { findCase } from '../find-case.ts'
import { actOnCase, type DeedRefusal } from './act-on-case.ts'
import { DESK_PATHS, ROUTES } from './addresses.ts'
import {
  type CaseDeed,
  type CaseField,
  deedOf,
  FIELDS_OF,
  leftAfter,
  readTyped,
  type TypedCase,
} from './case-form.ts'
import { caseMessages } from './case-messages.ts'
import { type CaseNews, casePage } from './case-page.ts'
import { formOf, goTo, isUuid, messageIdOf, nothingHere, queryOf } from './desk-site.ts'
import { whyText } from './desk-words.ts'
import { articleOf } from './make-article.ts'

/** One case: looking at it, and everything that can be done with it. */
export function casePages(app: Hono<Env>, parts: DeskParts): void {
  app.get(
    ROUTES.case,
    signedIn((c, actor) => show(c, parts, actor)),
  )
  app.post(
    ROUTES.case,
    signedIn((c, actor) => receive(c, parts, actor)),
  )
}

const DONE = {
  reply: 'reply.sent',
  note: 'note.saved',
  assign: 'assign.done',
  'hand-over': 'hub.done',
  programme: 'programme.done',
  merge: 'merge.done',
  close: 'close.done',
  reopen: 'reopen.done',
} as const

function doneText(c: Context<Env>, verb: string | null): CaseNews {
  const known = Object.keys(DONE).find((name) => name === verb) as keyof typeof DONE | undefined
  if (known === undefined) return undefined
  return { kind: 'done', text: caseMessages(c.get('ctx').language)(DONE[known]) }
}

type Again = Readonly<{ typed: TypedCase; errors?: readonly FieldError[]; news?: CaseNews }>

const idOf = (c: Context<Env>) => c.req.param('id') ?? ''

async function show(c: Context<Env>, parts: DeskParts, actor: Actor, again?: Again): Promise<Response> {
  const ctx = c.get('ctx')
  const found = isUuid(idOf(c)) ? await findCase(ctx, actor, idOf(c)) : undefined
  if (found?.ok !== true) return nothingHere(c)

  const { typed, errors = [] } = again ?? { typed: {} }
  const news = again === undefined ? doneText(c, queryOf(c).get('stand')) : again.news
  const html = casePage({
    ...{ shown: found.value, typed, errors, news, accountId: actor.accountId },
    steps: parts.figures.steps,
    mayMakeArticle: parts.draftArticle !== undefined,
    messageId: randomUUID(),
    language: ctx.language,
    now: ctx.now(),
  })
  const isConflict = news?.kind === 'stale' || news?.kind === 'refused'
  return c.html(html, errors.length > 0 ? 400 : isConflict ? 409 : 200)
}

async function receive(c: Context<Env>, parts: DeskParts, actor: Actor): Promise<Response> {
  if (!isUuid(idOf(c))) return nothingHere(c)
  const form = await formOf(c)
  const typed = readTyped(form)
  const button = form.get('doe')
  if (button === 'invoegen') return insert(c, parts, actor, typed)
  if (button === 'article') return makeArticle(c, parts, actor)

  const deed = deedOf(button, typed, actor.accountId)
  if (deed === undefined) return show(c, parts, actor, { typed })
  if (!('missing' in deed)) return act(c, parts, actor, { form, typed, deed })
  const message = caseMessages(c.get('ctx').language)(`fault.${deed.fault}`)
  return show(c, parts, actor, { typed, errors: [{ field: deed.missing, message }] })
}

type Sent = Readonly<{ form: URLSearchParams; typed: TypedCase; deed: CaseDeed }>

async function act(c: Context<Env>, parts: DeskParts, actor: Actor, sent: Sent): Promise<Response> {
  const { form, typed, deed } = sent
  const shown = { id: idOf(c), version: form.get('version') ?? '', messageId: messageIdOf(form) }
  const done = await actOnCase(c.get('ctx'), parts, actor, shown, deed)
  if (!done.ok) return show(c, parts, actor, { typed, ...refused(c, sent, done.error) })

  if (deed.do === 'hand-over') return goTo(c, `${ROUTES.inbox}?stand=${deed.do}`) // not ours to see any more
  const left = leftAfter(typed, deed)
  if (left !== undefined && deed.do !== 'merge')
    return show(c, parts, actor, { typed: left, news: doneText(c, deed.do) })
  return goTo(c, `${DESK_PATHS.case(done.value.id)}?stand=${deed.do}`)
}

/** Why nothing was done, beside the field or above the page. */
function refused(c: Context<Env>, { form, deed }: Sent, refusal: DeedRefusal): Omit<Again, 'typed'> {
  const { language } = c.get('ctx')
  if (refusal.why === 'faults') return { errors: errorsOf(c, deed, refusal.faults) }
  if (refusal.why === 'stale') return { news: { kind: 'stale', since: timeOf(form.get('gezien')) } }
  const [field] = FIELDS_OF[deed.do]
  if (refusal.why === 'not-found')
    return { errors: [{ field, message: caseMessages(language)('fault.notFound') }] }
  const isAboutField = ['merge', 'assign', 'hand-over', 'programme', 'close'].includes(deed.do)
  const text = whyText(refusal.why, language)
  return isAboutField ? { errors: [{ field, message: text }] } : { news: { kind: 'refused', text } }
}

function errorsOf(c: Context<Env>, deed: CaseDeed, faults: readonly FieldFault[]): FieldError[] {
  const t = caseMessages(c.get('ctx').language)
  const fields = FIELDS_OF[deed.do]
  const fieldOf = (name: string): CaseField => (name === 'reason' ? fields[1] : undefined) ?? fields[0]
  return faults.map(({ field, fault }) => ({
    field: fieldOf(field),
    message: t(fault === 'tooLong' ? 'fault.long' : fault === 'required' ? 'fault.body' : 'fault.choose'),
  }))
}

/** The text module below what was typed already; sending it is another button. */
async function insert(c: Context<Env>, parts: DeskParts, actor: Actor, typed: TypedCase): Promise<Response> {
  const ctx = c.get('ctx')
  const found = await findCase(ctx, actor, idOf(c))
  const text = found.ok ? found.value.texts.find(({ id }) => id === typed.tekstblok) : undefined
  if (text === undefined) return show(c, parts, actor, { typed })
  const before = (typed.antwoord ?? '').trimEnd()
  const antwoord = before === '' ? text.body : `${before}\n\n${text.body}`
  const news = { kind: 'done', text: caseMessages(ctx.language)('reply.inserted') } as const
  return show(c, parts, actor, { typed: { ...typed, antwoord, tekstblok: '' }, news })
}

/** The question and its last answer become a draft; the page to write it on comes next. */
async function makeArticle(c: Context<Env>, { draftArticle }: DeskParts, actor: Actor): Promise<Response> {
  const ctx = c.get('ctx')
  const found = await findCase(ctx, actor, idOf(c))
  const draft = found.ok ? articleOf(found.value) : undefined
  if (draft === undefined || draftArticle === undefined) return nothingHere(c)
  const path = await draftArticle(ctx, actor, draft)
  return path === undefined ? nothingHere(c) : goTo(c, path)
}

const timeOf = (text: string | null): Date => {
  const at = new Date(text ?? '')
  return Number.isNaN(at.getTime()) ? new Date(0) : at
}
