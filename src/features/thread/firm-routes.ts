import type { Context, Hono } from 'hono'
import type { z } from 'zod'
import { mayActFor, signedIn } from '#features/identity/index.ts'
import type { Actor } from '#platform/actor.ts'
import type { Env } from '#platform/context.ts'
import type { FieldError } from '#platform/ui/fields.ts'
import { refusedPage } from '#platform/ui/error-page.ts'
import { FIRM_QUERY, ROUTES } from './addresses.ts'
import { FIRM_FIELDS, firmFormSchema } from './contract.ts'
import { firmPage } from './firm-page.ts'
import { messages } from './messages.ts'
import type { OwnFirm } from './repository.ts'
import { addFirm, findOwnFirms, saveFirm } from './save-firm.ts'
import { keepAfterwards } from './scans/scan-routes.ts'
import type { ThreadSite } from './site.ts'
import { toThread } from './to-thread.ts'

type Answered = Response | Promise<Response>
const EMPTY = { name: '', kvk: '', contact: '', phone: '' }

export function firmRoutes(app: Hono<Env>, site: ThreadSite): void {
  app.get(
    ROUTES.newFirm,
    signedIn((c) => c.html(firmPage({ language: c.get('ctx').language, typed: EMPTY, version: 0 }))),
  )
  app.post(
    ROUTES.newFirm,
    signedIn((c, actor) => add(c, actor, site)),
  )
  app.get(ROUTES.firm, signedIn(show))
  app.post(ROUTES.firm, signedIn(save))
}

/** The firm that the address names; without a name the oldest one. Somebody else's is not there. */
export async function firmAsked(
  c: Context<Env>,
  actor: Actor,
): Promise<Readonly<{ firms: readonly OwnFirm[]; firm: OwnFirm | undefined; isElse: boolean }>> {
  const firms = await findOwnFirms(c.get('ctx'), actor)
  const asked = c.req.query(FIRM_QUERY)
  if (asked === undefined) return { firms, firm: firms[0], isElse: false }
  const firm = firms.find(({ id }) => id === asked)
  return { firms, firm, isElse: firm === undefined }
}

async function show(c: Context<Env>, actor: Actor): Promise<Response> {
  const { language } = c.get('ctx')
  const { firm } = await firmAsked(c, actor)
  if (firm === undefined) return refusedPage(c, 'not-found')
  return c.html(firmPage({ language, firm, typed: typedOf(firm), version: firm.version }))
}

const typedOf = ({ name, kvkNumber, contactName, phone }: OwnFirm) => ({
  ...{ name, phone },
  kvk: kvkNumber ?? '',
  contact: contactName,
})

const readForm = async (c: Context<Env>) => {
  const form = new URLSearchParams(await c.req.text())
  const raw = Object.fromEntries([...FIRM_FIELDS, 'version'].map((name) => [name, form.get(name) ?? '']))
  const typed = { ...EMPTY, ...Object.fromEntries(FIRM_FIELDS.map((name) => [name, form.get(name) ?? ''])) }
  return { typed, link: form.get('link') ?? undefined, read: firmFormSchema.safeParse(raw) }
}

function errorsOf(error: z.ZodError, c: Context<Env>): readonly FieldError[] {
  const t = messages(c.get('ctx').language)
  const wrong = new Set(error.issues.map(({ path }) => path[0]))
  return FIRM_FIELDS.filter((name) => wrong.has(name)).map((field) => ({
    field,
    message: t(`fault.${field}`),
  }))
}

async function add(c: Context<Env>, actor: Actor, site: ThreadSite): Promise<Response> {
  const { language } = c.get('ctx')
  const { typed, link, read } = await readForm(c)
  const again = (errors: readonly FieldError[]): Answered =>
    c.html(firmPage({ language, typed, version: 0, keep: link, errors }), 400)
  if (!read.success) return again(errorsOf(read.error, c))

  const added = await addFirm(c.get('ctx'), actor, read.data)
  if (!added.ok) {
    const field = added.error === 'known' ? 'kvk' : 'name'
    return again([{ field, message: messages(language)(`fault.${added.error}`) }])
  }
  const firmIds = [...actor.firmIds, added.value]
  if (link !== undefined) return keepAfterwards(c, { ...actor, firmIds }, site, { link, firmId: added.value })
  return toThread(c, added.value, 'firm')
}

async function save(c: Context<Env>, actor: Actor): Promise<Response> {
  const { language } = c.get('ctx')
  const { firm } = await firmAsked(c, actor)
  if (firm === undefined || !mayActFor(actor, firm.id)) return refusedPage(c, 'not-found')
  const { typed, read } = await readForm(c)
  if (!read.success) {
    const errors = errorsOf(read.error, c)
    return c.html(firmPage({ language, firm, typed, version: firm.version, errors }), 400)
  }
  const saved = await saveFirm(c.get('ctx'), actor, firm.id, read.data)
  if (saved.ok) return toThread(c, firm.id, 'firm')
  if (saved.error === 'not-found') return refusedPage(c, 'not-found')
  const current = saved.error
  const view = { language, firm: current, typed, version: current.version, isChanged: true }
  return c.html(firmPage(view), 409)
}
