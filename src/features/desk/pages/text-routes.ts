import type { Context, Hono } from 'hono'
import { isBureau, signedIn } from '#features/identity/index.ts'
import type { Actor } from '#platform/actor.ts'
import type { Env } from '#platform/context.ts'
import type { Language } from '#platform/i18n.ts'
import type { FieldError } from '#platform/ui/fields.ts'
import type { TextModule } from '../case-view.ts'
import { type FieldFault, faultsOf, textSchema } from '../contract.ts'
import { hubsOf } from '../policies.ts'
import { findTexts, removeText, saveText, type TextRefusal } from '../texts/text-modules.ts'
import { ROUTES } from './addresses.ts'
import { fieldOf, formOf, goTo, isUuid, nothingHere, queryOf } from './desk-site.ts'
import { inboxMessages } from './inbox-messages.ts'
import { textPage, textsPage, type TypedText } from './text-pages.ts'

/** Text modules: the list, a new one, and changing or removing one. */
export function textPages(app: Hono<Env>): void {
  app.get(
    ROUTES.texts,
    signedIn((c, actor) => showAll(c, actor)),
  )
  app.post(
    ROUTES.texts,
    signedIn((c, actor) => make(c, actor)),
  )
  app.get(
    ROUTES.text,
    signedIn((c, actor) => showOne(c, actor)),
  )
  app.post(
    ROUTES.text,
    signedIn((c, actor) => change(c, actor)),
  )
}

const mayChange = (actor: Actor) => (text: TextModule) =>
  text.isOfBureau ? isBureau(actor) : hubsOf(actor).includes(text.organisationId)

const typedOf = (form: URLSearchParams): TypedText => ({
  name: fieldOf(form, 'name'),
  body: fieldOf(form, 'body'),
})

type Again = Readonly<{ typed: TypedText; errors: readonly FieldError[] }>
const EMPTY: Again = { typed: { name: '', body: '' }, errors: [] }
const NEWS = { bewaard: 'saved', verwijderd: 'removed' } as const

async function showAll(c: Context<Env>, actor: Actor, again: Again = EMPTY): Promise<Response> {
  const ctx = c.get('ctx')
  const texts = await findTexts(ctx, actor)
  if (!texts.ok) return nothingHere(c)
  const word = queryOf(c).get('stand')
  const news = word === 'bewaard' || word === 'verwijderd' ? NEWS[word] : undefined
  const { language } = ctx
  const html = textsPage({ texts: texts.value, mayChange: mayChange(actor), news, ...again, language })
  return c.html(html, again.errors.length > 0 ? 400 : 200)
}

async function make(c: Context<Env>, actor: Actor): Promise<Response> {
  const ctx = c.get('ctx')
  const typed = typedOf(await formOf(c))
  const parsed = textSchema.safeParse(typed)
  if (!parsed.success)
    return showAll(c, actor, { typed, errors: errorsOf(faultsOf(parsed.error), ctx.language) })
  const made = await saveText(ctx, actor, undefined, parsed.data)
  if (made.ok) return goTo(c, `${ROUTES.texts}?stand=bewaard`)
  const faults = made.error.why === 'faults' ? made.error.faults : []
  return faults.length === 0
    ? nothingHere(c)
    : showAll(c, actor, { typed, errors: errorsOf(faults, ctx.language) })
}

async function findOne(c: Context<Env>, actor: Actor): Promise<TextModule | undefined> {
  const texts = await findTexts(c.get('ctx'), actor)
  if (!texts.ok) return undefined
  return texts.value.find((text) => text.id === c.req.param('id') && mayChange(actor)(text))
}

async function showOne(
  c: Context<Env>,
  actor: Actor,
  again?: Again & Readonly<{ conflict: boolean }>,
): Promise<Response> {
  const text = await findOne(c, actor)
  if (text === undefined) return nothingHere(c)
  const { language } = c.get('ctx')
  const { typed, errors, conflict } = again ?? { typed: text, errors: [], conflict: false }
  const html = textPage({ text, typed, errors, conflict, language })
  return c.html(html, errors.length > 0 ? 400 : conflict ? 409 : 200)
}

async function change(c: Context<Env>, actor: Actor): Promise<Response> {
  const ctx = c.get('ctx')
  const id = c.req.param('id') ?? ''
  if (!isUuid(id)) return nothingHere(c)
  const form = await formOf(c)
  if (form.get('doe') === 'verwijder') {
    const removed = await removeText(ctx, actor, id, Number(form.get('version')))
    return removed.ok
      ? goTo(c, `${ROUTES.texts}?stand=verwijderd`)
      : refused(c, actor, undefined, removed.error)
  }
  const typed = typedOf(form)
  const parsed = textSchema.safeParse({ ...typed, version: form.get('version') })
  if (!parsed.success) {
    const errors = errorsOf(faultsOf(parsed.error), ctx.language)
    return showOne(c, actor, { typed, errors, conflict: false })
  }
  const saved = await saveText(ctx, actor, id, parsed.data)
  return saved.ok ? goTo(c, `${ROUTES.texts}?stand=bewaard`) : refused(c, actor, typed, saved.error)
}

/** What another saved comes back above what was typed here. */
async function refused(
  c: Context<Env>,
  actor: Actor,
  typed: TypedText | undefined,
  refusal: TextRefusal,
): Promise<Response> {
  if (refusal.why === 'not-found') return nothingHere(c)
  const { language } = c.get('ctx')
  if (refusal.why === 'faults') {
    const errors = errorsOf(refusal.faults, language)
    return showOne(c, actor, { typed: typed ?? EMPTY.typed, errors, conflict: false })
  }
  return showOne(c, actor, { typed: typed ?? refusal.current, errors: [], conflict: true })
}

function errorsOf(faults: readonly FieldFault[], language: Language): FieldError[] {
  const t = inboxMessages(language)
  return faults.map(({ field, fault }) => {
    if (fault === 'tooLong') return { field, message: t('fault.long') }
    if (field === 'body') return { field, message: t('fault.body') }
    return { field: 'name', message: t(fault === 'required' ? 'fault.name' : 'fault.name.double') }
  })
}
