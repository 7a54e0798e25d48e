import type { Context, Hono } from 'hono'
import { signedIn } from '#features/identity/index.ts'
import type { Actor } from '#platform/actor.ts'
import type { Env } from '#platform/context.ts'
import type { Language } from '#platform/i18n.ts'
import type { FieldError } from '#platform/ui/fields.ts'
import { bulkChange, type CouldNot } from '../bulk-change.ts'
import { bulkSchema, inboxSchema } from '../contract.ts'
import type { DeskParts } from '../desk-parts.ts'
import { findInbox } from '../inbox/find-inbox.ts'
import { filterOf, ROUTES } from './addresses.ts'
import { caseMessages } from './case-messages.ts'
import { formOf, goTo, nothingHere, queryOf } from './desk-site.ts'
import { whyText } from './desk-words.ts'
import { inboxMessages } from './inbox-messages.ts'
import { type BulkDone, inboxPage } from './inbox-page.ts'

/** The inbox, and one deed for several cases. */
export function inboxPages(app: Hono<Env>, parts: DeskParts): void {
  app.get(
    ROUTES.inbox,
    signedIn((c, actor) => show(c, actor, queryOf(c))),
  )
  app.get(ROUTES.bulk, (c) => goTo(c, ROUTES.inbox)) // a list that was loaded again
  app.post(
    ROUTES.bulk,
    signedIn((c, actor) => actOnSeveral(c, parts, actor)),
  )
}

type Again = Readonly<{
  chosen: readonly string[]
  deed: string
  errors: readonly FieldError[]
  done: BulkDone | undefined
}>
const NOTHING: Again = { chosen: [], deed: '', errors: [], done: undefined }

async function show(
  c: Context<Env>,
  actor: Actor,
  query: URLSearchParams,
  again: Again = NOTHING,
): Promise<Response> {
  const ctx = c.get('ctx')
  const words = (query.get('zoek') ?? '').trim()
  const after = query.get('na') ?? undefined
  const [province, topic] = [query.get('provincie') ?? undefined, query.get('onderwerp') ?? undefined]
  const filters = inboxSchema.parse({ filter: filterOf(query.get('toon')), words, province, topic, after })
  const found = await findInbox(ctx, actor, filters)
  if (!found.ok) return nothingHere(c)

  const t = caseMessages(ctx.language)
  const news = query.get('stand') === 'hand-over' ? t('hub.done') : undefined
  const choice = { filter: filters.filter, words, province: filters.province, topic: filters.topic, after }
  const html = inboxPage({
    inbox: found.value,
    choice,
    accountId: actor.accountId,
    news,
    ...again,
    language: ctx.language,
    now: ctx.now(),
  })
  const isNotDone = (again.done?.couldNot.length ?? 0) > 0
  return c.html(html, again.errors.length > 0 ? 400 : isNotDone ? 409 : 200)
}

/** The list comes back with what was done, at the place where it was chosen. */
async function actOnSeveral(c: Context<Env>, { config }: DeskParts, actor: Actor): Promise<Response> {
  const form = await formOf(c)
  const ctx = c.get('ctx')
  const t = inboxMessages(ctx.language)
  const query = new URLSearchParams((form.get('terug') ?? '').split('?')[1] ?? '')
  const cases = form.getAll('zaak').map((text) => {
    const [id, version] = text.split(':')
    return { id, version }
  })
  const chosen = cases.map(({ id }) => id ?? '')
  const deed = form.get('doe') ?? ''
  const [kind, object] = deed.split(':')
  const parsed = bulkSchema.safeParse({ kind, cases, accountId: object, outcome: object })
  if (!parsed.success) {
    const errors = [
      ...(cases.length === 0 ? [{ field: 'zaak', message: t('bulk.fault.cases') }] : []),
      ...(deed === '' ? [{ field: 'doe', message: t('bulk.fault.action') }] : []),
    ]
    const other = [{ field: 'doe', message: t('bulk.fault.other') }]
    return show(c, actor, query, { ...NOTHING, chosen, deed, errors: errors.length > 0 ? errors : other })
  }
  const done = await bulkChange(ctx, { config }, actor, parsed.data)
  if (done.ok) return show(c, actor, query, { ...NOTHING, done: { done: done.value, couldNot: [] } })

  // Nothing was done; without those that stood in the way it can be.
  const couldNot = done.error.couldNot.map((one) => ({ ...one, why: whyNot(one, ctx.language) }))
  const left = chosen.filter((id) => !couldNot.some((one) => one.id === id))
  return show(c, actor, query, { ...NOTHING, chosen: left, deed, done: { done: 0, couldNot } })
}

function whyNot({ why }: CouldNot, language: Language): string {
  const t = inboxMessages(language)
  if (why === 'stale') return t('bulk.stale')
  return why === 'not-found' ? t('bulk.gone') : whyText(why, language)
}
