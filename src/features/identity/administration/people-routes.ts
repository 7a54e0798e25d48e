import type { Context, Hono } from 'hono'
import type { Actor } from '#platform/actor.ts'
import type { Env } from '#platform/context.ts'
import type { FieldError } from '#platform/ui/fields.ts'
import { errorPage } from '#platform/ui/error-page.ts'
import { ROUTES } from '../addresses.ts'
import { dutySchema, readEmail } from '../contract.ts'
import { isAdministrator } from '../policies.ts'
import { type Answered, formOf, goTo, plainPage, signedIn } from '../visit.ts'
import { appoint, type Appointment, dismiss, type DutyRefusal, findPeople } from './appoint.ts'
import { messages } from './messages.ts'
import { peoplePage, type Typed } from './people-page.ts'

/** Who does what in the network; for the administrator. */
export function peopleRoutes(app: Hono<Env>): void {
  const administering = (work: (c: Context<Env>, actor: Actor) => Answered) =>
    signedIn((c, actor) => (isAdministrator(actor) ? work(c, actor) : errorPage(c, 'forbidden', 403)))
  app.get(
    ROUTES.people,
    administering((c, actor) => show(c, actor)),
  )
  app.post(ROUTES.appoint, administering(take))
  app.post(ROUTES.dismiss, administering(withdraw))
}

async function show(
  c: Context<Env>,
  actor: Actor,
  faulty?: Readonly<{ typed: Typed; errors: readonly FieldError[] }>,
): Promise<Response> {
  const found = await findPeople(c.get('ctx'), actor)
  if (!found.ok) return errorPage(c, 'forbidden', 403)
  const { language } = c.get('ctx')
  return c.html(peoplePage({ ...found.value, language, ...faulty }), faulty === undefined ? 200 : 400)
}

async function take(c: Context<Env>, actor: Actor): Promise<Response> {
  const t = messages(c.get('ctx').language)
  const typed = typedIn(await formOf(c))
  const errors: FieldError[] = []
  if (readEmail(typed.email) === undefined) errors.push({ field: 'email', message: t('appoint.email.wrong') })
  if (!dutySchema.safeParse(typed.duty).success)
    errors.push({ field: 'duty', message: t('appoint.duty.none') })
  const appointment = appointmentOf(typed)
  if (appointment === undefined) return show(c, actor, { typed, errors })

  const done = await appoint(c.get('ctx'), actor, appointment)
  if (done.ok) return goTo(c, ROUTES.people)
  if (done.error === 'forbidden') return errorPage(c, 'forbidden', 403)
  return show(c, actor, { typed, errors: [faultOf(done.error, c)] })
}

function faultOf(refusal: Exclude<DutyRefusal, 'forbidden'>, c: Context<Env>): FieldError {
  const t = messages(c.get('ctx').language)
  if (refusal === 'wrong-organisation')
    return { field: 'organisation', message: t('appoint.organisation.wrong') }
  return { field: 'email', message: t('refused.conflict.given') }
}

async function withdraw(c: Context<Env>, actor: Actor): Promise<Response> {
  const t = messages(c.get('ctx').language)
  const appointment = appointmentOf(typedIn(await formOf(c)))
  if (appointment === undefined) return errorPage(c, 'badRequest', 400)
  const done = await dismiss(c.get('ctx'), actor, appointment)
  if (done.ok) return goTo(c, ROUTES.people)
  if (done.error === 'forbidden') return errorPage(c, 'forbidden', 403)

  const why = t(done.error === 'last-administrator' ? 'refused.last' : 'refused.conflict.taken')
  const next = { path: ROUTES.people, text: t('refused.back') }
  return plainPage(c, 409, t('refused.title'), why, next)
}

const typedIn = (fields: URLSearchParams): Typed => ({
  email: fields.get('email') ?? '',
  duty: fields.get('duty') ?? '',
  organisation: fields.get('organisation') ?? '',
})

function appointmentOf({ email: typed, duty, organisation }: Typed): Appointment | undefined {
  const [email, kind] = [readEmail(typed), dutySchema.safeParse(duty).data]
  if (email === undefined || kind === undefined) return undefined
  return { email, kind, organisation: organisation === '' ? undefined : organisation }
}
