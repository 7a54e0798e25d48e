import type { Context } from 'hono'
import { type Result, refuse } from '#engine/kernel/result.ts'
import { type Actor, asActor } from '#platform/actor.ts'
import type { Env } from '#platform/context.ts'
import { pathIn } from '#platform/i18n.ts'
import { refusedPage } from '#platform/ui/error-page.ts'
import type { FieldError } from '#platform/ui/fields.ts'
import { referralPath } from '../addresses.ts'
import { REFER_FIELDS, type ReferForm, referSchema } from '../contract.ts'
import { referMessages } from '../messages-refer.ts'
import { isAdviser } from '../policies.ts'
import { refer, type ReferRefusal } from '../refer.ts'
import type { ReferralParts } from '../referral-parts.ts'
import { findReferView, type ReferView } from './find-refer-view.ts'
import { isUuid } from './is-uuid.ts'
import { referPage, type TypedReferral } from './refer-page.ts'

type C = Context<Env>
type Again = Readonly<{ typed: TypedReferral; errors: readonly FieldError[]; status: 400 | 409 }>

/** What the address, or the form that was sent, says of firm, step and question. */
function askedIn(get: (name: string) => string | null | undefined, { figures }: ReferralParts) {
  const number = (name: string) => {
    const text = get(name) ?? ''
    return isUuid(text) ? text : undefined
  }
  const stepId = figures.steps.find(({ id }) => id === get('stap'))?.id
  return { firmId: number('firma'), caseId: number('vraag'), stepId }
}

export async function showRefer(c: C, actor: Actor, parts: ReferralParts): Promise<Response> {
  if (!isAdviser(actor)) return refusedPage(c, 'not-found')
  const view = await findReferView(
    c.get('ctx'),
    actor,
    askedIn((name) => c.req.query(name), parts),
  )
  return answer(c, view, parts)
}

function answer(c: C, view: ReferView, parts: ReferralParts, again?: Again): Response | Promise<Response> {
  const { language, now } = c.get('ctx')
  const { typed, errors = [], status = 200 } = again ?? {}
  return c.html(referPage({ view, typed, errors, language, now: now(), parts }), status)
}

export async function saveRefer(c: C, actor: Actor, parts: ReferralParts): Promise<Response> {
  if (!isAdviser(actor)) return refusedPage(c, 'not-found')
  const { language } = c.get('ctx')
  const fields = new URLSearchParams(await c.req.text())
  const typed = {
    ...{
      target: fields.get('target') ?? '',
      reason: fields.get('reason') ?? '',
      hub: fields.get('hub') ?? '',
    },
  }
  const look = () =>
    findReferView(
      c.get('ctx'),
      actor,
      askedIn((name) => fields.get(name), parts),
    )
  const view = await look()
  const read = referSchema.safeParse(Object.fromEntries(fields))
  if (!read.success) {
    const wrong = new Set(read.error.issues.map(({ path }) => path[0]))
    const errors = REFER_FIELDS.filter((field) => wrong.has(field)).map((field) => ({
      field,
      message: referMessages(language)(`new.fault.${field}`),
    }))
    return answer(c, view, parts, { typed, errors, status: 400 })
  }
  const sent = await send(c, actor, { form: read.data, view, parts, hub: typed.hub })
  if (sent.ok)
    return c.redirect(pathIn(language, `${referralPath.advised(sent.value)}?stand=voorgesteld`), 303)
  const message = referMessages(language)(`new.refused.${sent.error}`)
  const errors = [{ field: fieldOf(sent.error), message }]
  return answer(c, await look(), parts, { typed, errors, status: 409 })
}

const fieldOf = (refusal: ReferRefusal) => (refusal === 'too-much-offered' ? 'firma' : 'target')

type Sent = Readonly<{ form: ReferForm; view: ReferView; parts: ReferralParts; hub: string }>

async function send(
  c: C,
  actor: Actor,
  { form, view, parts, hub }: Sent,
): Promise<Result<string, ReferRefusal>> {
  const { db, now } = c.get('ctx')
  const [kind, id = ''] = form.target.split('/')
  if (!isUuid(id)) return refuse('not-found')
  const { hubs, deskCase, stepId } = view
  const hubId = (hubs.find((one) => one.id === (hub || deskCase?.organisationId)) ?? hubs[0])?.id ?? ''
  return asActor(db, actor, (tx) =>
    refer(tx, actor, {
      ...{ firmId: form.firma, hubId, reason: form.reason, stepId, caseId: deskCase?.id },
      target: kind === 'peer' ? { peerOfferId: id } : { entryId: id },
      ...{ parts, now: now() },
    }),
  )
}
