import type { Context, Hono } from 'hono'
import { html } from 'hono/html'
import { signedIn } from '#features/identity/index.ts'
import type { Actor } from '#platform/actor.ts'
import type { Env } from '#platform/context.ts'
import { pathIn } from '#platform/i18n.ts'
import {
  actions,
  button,
  form,
  heading,
  hiddenInput,
  linkButton,
  paragraph,
} from '#platform/ui/components.ts'
import { errorPage } from '#platform/ui/error-page.ts'
import type { FieldError } from '#platform/ui/fields.ts'
import { page } from '#platform/ui/layout.ts'
import { eventPath, ROUTES } from '../addresses.ts'
import { titleOf } from '../event-words.ts'
import { findKept, findKeptEvent } from '../find-events.ts'
import { drawNow } from '../lottery/draw.ts'
import { type EventsParts, siteOf } from '../site.ts'
import { attendanceRoutes } from './attendance-routes.ts'
import { drawPage } from './draw-page.ts'
import { type EditView, editPage } from './edit-page.ts'
import { EMPTY_FORM, readContent, readTyped, typedOf } from './event-form.ts'
import { keepingMessages } from './keeping-messages.ts'
import { keptPage } from './kept-page.ts'
import { callOff, changeEvent, findMine, makeEvent, type SaveRefusal } from './save-event.ts'

type C = Context<Env>
type Handler = (c: C, actor: Actor, parts: EventsParts) => Promise<Response>
const IS_UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/
const nothing = async (c: C): Promise<Response> => errorPage(c, 'notFound', 404)
const goTo = (c: C, path: string): Response => c.redirect(pathIn(c.get('ctx').language, path), 303)
const idOf = (c: C): string => c.req.param('id') ?? ''

/** Making, changing and calling off events, drawing lots, and who came. Others are told that there is no such page. */
export function keepingRoutes(app: Hono<Env>, parts: EventsParts): void {
  const kept = (handler: Handler) => signedIn((c, actor) => handler(c, actor, parts))
  const one = (handler: Handler) =>
    signedIn((c, actor) => (IS_UUID.test(idOf(c)) ? handler(c, actor, parts) : nothing(c)))
  app.get(ROUTES.kept, kept(showKept))
  app.get(ROUTES.new, kept(showNew))
  app.post(ROUTES.new, kept(saveNew))
  attendanceRoutes(app, one)
  app.get(ROUTES.cancel, one(showCancel))
  app.post(ROUTES.cancel, one(saveCancel))
  app.get(ROUTES.draw, one(showDraw))
  app.post(ROUTES.draw, one(saveDraw))
  app.get(ROUTES.edit, one(showEdit))
  app.post(ROUTES.edit, one(saveEdit))
}

const showKept: Handler = async (c, actor) => {
  const ctx = c.get('ctx')
  const mine = await findMine(ctx, actor)
  if (mine.length === 0) return nothing(c)
  const kept = await findKept(
    ctx,
    actor,
    mine.map(({ id }) => id),
  )
  return c.html(keptPage({ language: ctx.language, now: ctx.now(), kept, hasSeveral: mine.length > 1 }))
}

const show = (c: C, view: Omit<EditView, 'language'>, status: 200 | 400 | 409 = 200) =>
  c.html(editPage({ ...view, language: c.get('ctx').language }), status)

const showNew: Handler = async (c, actor, { figures }) => {
  const organisations = await findMine(c.get('ctx'), actor)
  if (organisations.length === 0) return nothing(c)
  return show(c, { figures, event: undefined, version: 0, organisations, typed: EMPTY_FORM, faults: [] })
}

const saveNew: Handler = async (c, actor, { figures, config }) => {
  const ctx = c.get('ctx')
  const organisations = await findMine(ctx, actor)
  if (organisations.length === 0) return nothing(c)
  const input = new URLSearchParams(await c.req.text())
  const typed = readTyped(input)
  const view = { figures, event: undefined, version: 0, organisations, typed }
  const content = readContent(typed, figures, ctx.now())
  if (!content.ok) return show(c, { ...view, faults: content.error }, 400)

  const isPublished = input.get('do') === 'publish'
  const organisationId = typed.text['organisation'] ?? ''
  const saving = { content: content.value, isPublished, organisationId, site: siteOf(config) }
  const made = IS_UUID.test(organisationId) ? await makeEvent(ctx, actor, saving) : undefined
  if (made === undefined) return nothing(c)
  return made.ok ? goTo(c, eventPath.event(made.value.slug)) : refused(c, view, made.error)
}

function refused(
  c: C,
  view: Omit<EditView, 'language' | 'faults'>,
  refusal: SaveRefusal,
): Response | Promise<Response> {
  if (refusal.why === 'not-found') return nothing(c)
  if (refusal.why === 'faults') return show(c, { ...view, faults: refusal.faults }, 400)
  const { current } = refusal
  return show(c, { ...view, event: current, version: current.version, newer: current, faults: [] }, 409)
}

const showEdit: Handler = async (c, actor, { figures }) => {
  const found = await findKeptEvent(c.get('ctx'), actor, idOf(c))
  if (!found.ok || found.value.event.state === 'cancelled') return nothing(c)
  const { event } = found.value
  const typed = typedOf(event, event.organisationId)
  return show(c, { figures, event, version: event.version, organisations: [], typed, faults: [] })
}

const saveEdit: Handler = async (c, actor, { figures, config }) => {
  const ctx = c.get('ctx')
  const found = await findKeptEvent(ctx, actor, idOf(c))
  if (!found.ok || found.value.event.state === 'cancelled') return nothing(c)
  const { event } = found.value
  const input = new URLSearchParams(await c.req.text())
  const typed = readTyped(input)
  const version = versionOf(input)
  const view = { figures, event, version, organisations: [], typed }
  const content = readContent(typed, figures, ctx.now(), event)
  if (!content.ok) return show(c, { ...view, faults: content.error }, 400)
  const isPublished = input.get('do') === 'publish'
  const saving = { id: event.id, version, content: content.value, isPublished, site: siteOf(config) }
  const saved = await changeEvent(ctx, actor, saving)
  return saved.ok ? goTo(c, eventPath.event(saved.value.slug)) : refused(c, view, saved.error)
}

const versionOf = (input: URLSearchParams): number => {
  const text = input.get('version') ?? ''
  return /^\d{1,9}$/.test(text) ? Number(text) : 0
}

const showCancel: Handler = async (c, actor) => {
  const ctx = c.get('ctx')
  const found = await findKeptEvent(ctx, actor, idOf(c))
  if (!found.ok || found.value.event.state !== 'published') return nothing(c)
  const { event, counts } = found.value
  const { language } = ctx
  const t = keepingMessages(language)
  const path = eventPath.cancel(event.id)
  const title = t('callOff.title')
  const count = counts.taken + counts.waiting + counts.signedUp
  const main = html`${heading(1, title)}${paragraph(t('callOff.body', titleOf(event, language), count))}
${form(pathIn(language, path), [
  hiddenInput('version', String(event.version)),
  actions(
    button(t('callOff.go')),
    linkButton(pathIn(language, eventPath.edit(event.id)), t('callOff.keep'), { kind: 'secondary' }),
  ),
])}`
  return c.html(page({ title, language, path, main }))
}

const saveCancel: Handler = async (c, actor, parts) => {
  const input = new URLSearchParams(await c.req.text())
  const site = siteOf(parts.config)
  const off = await callOff(c.get('ctx'), actor, { id: idOf(c), version: versionOf(input), site })
  if (off.ok) return goTo(c, eventPath.event(off.value.slug))
  return off.error.why === 'conflict' ? goTo(c, eventPath.cancel(idOf(c))) : nothing(c) // shown as it is by now
}

const showDraw: Handler = async (c, actor) => {
  const ctx = c.get('ctx')
  const found = await findKeptEvent(ctx, actor, idOf(c))
  if (!found.ok) return nothing(c)
  return c.html(drawPage({ ...found.value, language: ctx.language, now: ctx.now() }))
}

const saveDraw: Handler = async (c, actor, { config }) => {
  const ctx = c.get('ctx')
  const found = await findKeptEvent(ctx, actor, idOf(c))
  if (!found.ok) return nothing(c)
  const input = new URLSearchParams(await c.req.text())
  const typed = { value: input.get('value') ?? '', again: input.get('again') ?? '' }
  const t = keepingMessages(ctx.language)
  const again = (errors: readonly FieldError[]) =>
    c.html(drawPage({ ...found.value, language: ctx.language, now: ctx.now(), typed, errors }), 400)
  if (typed.value.trim() !== typed.again.trim())
    return again([{ field: 'again', message: t('draw.fault.again') }])
  const drawing = { eventId: idOf(c), publicValue: typed.value, site: siteOf(config) }
  const drawn = await drawNow(ctx, actor, drawing)
  if (drawn.ok || drawn.error === 'drawn' || drawn.error === 'too-early')
    return goTo(c, eventPath.draw(idOf(c)))
  return drawn.error === 'value' ? again([{ field: 'value', message: t('draw.fault.value') }]) : nothing(c)
}
