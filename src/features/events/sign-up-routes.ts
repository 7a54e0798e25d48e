import type { Context } from 'hono'
import type { z } from 'zod'
import type { Actor } from '#platform/actor.ts'
import type { Env } from '#platform/context.ts'
import { pathIn } from '#platform/i18n.ts'
import { errorPage } from '#platform/ui/error-page.ts'
import type { FieldError } from '#platform/ui/fields.ts'
import { eventPath } from './addresses.ts'
import { isOpen, signUpFormSchema } from './contract.ts'
import { type EventView, findEvent } from './find-events.ts'
import { messages } from './messages.ts'
import { saidPage } from './said-page.ts'
import { firmsLeft, type SignUpTyped, signUpPage } from './sign-up-page.ts'
import { signUp, type SignUpRefusal } from './sign-ups/sign-up.ts'
import { type EventsParts, siteOf } from './site.ts'

type C = Context<Env>
const slugOf = (c: C): string => c.req.param('slug') ?? ''
const FIELDS = ['firm', 'name', 'people', 'size', 'region'] as const

export async function showSignUp(c: C, actor: Actor): Promise<Response> {
  const ctx = c.get('ctx')
  const found = await findEvent(ctx, actor, slugOf(c))
  if (!found.ok) return errorPage(c, 'notFound', 404)
  if (!isOpen(found.value.event, ctx.now())) return refused(c, 'closed')
  const { firms, contactName } = found.value
  if (firms.length > 0 && firmsLeft(found.value).length === 0) return refused(c, 'twice')
  const typed = { firm: '', name: contactName, people: '1', size: '', region: '' }
  return c.html(signUpPage({ ...found.value, language: ctx.language, typed, errors: [] }))
}

/** The form comes back with all that was typed, and what is wrong with it. */
export async function saveSignUp(c: C, actor: Actor, { config }: EventsParts): Promise<Response> {
  const ctx = c.get('ctx')
  const found = await findEvent(ctx, actor, slugOf(c))
  if (!found.ok) return errorPage(c, 'notFound', 404)
  const form = new URLSearchParams(await c.req.text())
  const typed = Object.fromEntries(FIELDS.map((field) => [field, form.get(field) ?? ''])) as SignUpTyped
  const again = (errors: readonly FieldError[]) =>
    c.html(signUpPage({ ...found.value, language: ctx.language, typed, errors }), 400)
  const chosen = Object.fromEntries(Object.entries(typed).filter(([, value]) => value !== ''))
  const read = signUpFormSchema.safeParse(chosen)
  if (!read.success) return again(errorsOf(c, read.error, found.value))

  const { firm, name, people, size = '', region = '' } = read.data
  const wish = { firmId: firm, contactName: name, people, sizeClass: size, region }
  const signedUp = await signUp(ctx, actor, { slug: slugOf(c), wish, site: siteOf(config) })
  if (signedUp.ok) return c.redirect(pathIn(ctx.language, eventPath.event(slugOf(c))), 303)
  const field = FIELD_OF[signedUp.error]
  if (field !== undefined) return again([faultOf(c, field(found.value), found.value)])
  return signedUp.error === 'not-found' ? errorPage(c, 'notFound', 404) : refused(c, signedUp.error)
}

type Field = (typeof FIELDS)[number]
const FIELD_OF: Readonly<Partial<Record<SignUpRefusal, (view: EventView) => Field>>> = {
  people: () => 'people',
  stratum: ({ event }) => (event.strata === 'size' ? 'size' : 'region'),
}

function faultOf(c: C, field: Field, { event }: EventView): FieldError {
  const t = messages(c.get('ctx').language)
  return {
    field,
    message: field === 'people' ? t('fault.people', event.peoplePerPlace) : t(`fault.${field}`),
  }
}

const errorsOf = (c: C, error: z.ZodError, view: EventView): readonly FieldError[] =>
  FIELDS.filter((field) => error.issues.some(({ path }) => path[0] === field)).map((field) =>
    faultOf(c, field, view),
  )

function refused(c: C, why: 'closed' | 'twice' | SignUpRefusal): Response | Promise<Response> {
  const t = messages(c.get('ctx').language)
  const what = why === 'twice' ? 'twice' : 'closed'
  const said = {
    title: t(`refused.${what}`),
    body: t(`refused.${what}.body`),
    back: eventPath.event(slugOf(c)),
  }
  return saidPage(c, said, 409)
}
