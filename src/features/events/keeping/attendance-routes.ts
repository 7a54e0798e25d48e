import type { Context, Hono } from 'hono'
import { csvText } from '#features/network/index.ts'
import type { Actor } from '#platform/actor.ts'
import type { Env } from '#platform/context.ts'
import { errorPage } from '#platform/ui/error-page.ts'
import { findAttendance, type Noted, noteAttendance } from '../afterwards/attendance.ts'
import { ROUTES } from '../addresses.ts'
import { SIGN_UP_STATES } from '../contract.ts'
import { attendancePage, stateText } from './attendance-page.ts'
import { attendanceMessages } from './attendance-messages.ts'

type C = Context<Env>
type Handler = (c: C, actor: Actor) => Promise<Response>
const nothing = async (c: C): Promise<Response> => errorPage(c, 'notFound', 404)
const idOf = (c: C): string => c.req.param('id') ?? ''

/** Who comes: the page, the file, and noting who was there. */
export function attendanceRoutes(
  app: Hono<Env>,
  one: (handler: Handler) => (c: C) => Response | Promise<Response>,
): void {
  app.get(ROUTES.attendanceCsv, one(sendCsv))
  app.get(ROUTES.attendance, one(show))
  app.post(ROUTES.attendance, one(save))
}

const show: Handler = async (c, actor) => {
  const ctx = c.get('ctx')
  const found = await findAttendance(ctx, actor, idOf(c))
  if (!found.ok || found.value.event.state === 'draft') return nothing(c)
  return c.html(attendancePage({ ...found.value, language: ctx.language, now: ctx.now() }))
}

const save: Handler = async (c, actor) => {
  const ctx = c.get('ctx')
  const input = new URLSearchParams(await c.req.text())
  const noted = await noteAttendance(ctx, actor, idOf(c), notedOf(input))
  if (!noted.ok && noted.error === 'not-found') return nothing(c)
  const found = await findAttendance(ctx, actor, idOf(c))
  if (!found.ok) return nothing(c)
  const outcome = noted.ok ? noted.value : { saved: 0, clashes: [] }
  const status = outcome.clashes.length === 0 ? 200 : 409
  return c.html(
    attendancePage({ ...found.value, ...outcome, language: ctx.language, now: ctx.now() }),
    status,
  )
}

/** What was chosen, with what the page had shown. */
function notedOf(input: URLSearchParams): readonly Noted[] {
  const noted: Noted[] = []
  for (const [name, value] of input) {
    const [, signUpId] = /^was-([0-9a-f-]{36})$/.exec(name) ?? []
    const from = SIGN_UP_STATES.find((state) => state === input.get(`from-${signUpId ?? ''}`))
    if (signUpId === undefined || from === undefined || (value !== 'attended' && value !== 'absent')) continue
    noted.push({ signUpId, from, to: value })
  }
  return noted
}

const sendCsv: Handler = async (c, actor) => {
  const { language, db } = c.get('ctx')
  const found = await findAttendance({ db }, actor, idOf(c))
  if (!found.ok) return nothing(c)
  const t = attendanceMessages(language)
  const head = (['firm', 'who', 'email', 'people', 'state', 'since', 'code'] as const).map((name) =>
    name === 'email' ? 'E-mail' : t(`attendance.${name}`),
  )
  const rows = found.value.signUps.map((one) => [
    one.firmId === null ? t('attendance.gone') : one.firmName,
    ...[one.contactName, one.contactEmail, String(one.people), stateText(one.state, language)],
    ...[one.signedUpAt.toISOString(), one.code],
  ])
  c.header('Content-Type', 'text/csv; charset=utf-8')
  c.header('Content-Disposition', 'attachment; filename="deelnemers.csv"')
  return c.body(csvText([head, ...rows]))
}
