import { randomUUID } from 'node:crypto'
import { ok, type Result, refuse } from '#engine/kernel/result.ts'
import { type Actor, asActor, type DutyKind, systemActor } from '#platform/actor.ts'
import { appendAudit } from '#platform/audit.ts'
import type { Ctx } from '#platform/context.ts'
import { DUTIES_OF_ORGANISATION } from '../contract.ts'
import { isAdministrator } from '../policies.ts'
import { findAccountByEmail, insertAccount } from '../repository.ts'
import {
  countAdministrators,
  findOrganisations,
  findPeopleWithDuty,
  insertDuty,
  lockDuties,
  type Organisation,
  type PersonWithDuty,
  removeDuty,
} from './repository.ts'

export type Appointment = Readonly<{
  email: string // readEmail made it
  kind: DutyKind
  organisation: string | undefined // slug, for advisers and coordinators
}>

/**
 * `wrong-organisation`: none given, one too many, or of another kind; `last-administrator`: somebody must stay;
 * `conflict`: it is so already, or never was.
 */
export type DutyRefusal = 'forbidden' | 'wrong-organisation' | 'conflict' | 'last-administrator'

/** The administrator in a session, or whoever runs the server, on its command line. */
const SERVER = systemActor('administrator')
export type Appointer = Actor | 'server'
const actorOf = (by: Appointer): Actor | undefined => {
  if (by === 'server') return SERVER
  return isAdministrator(by) ? by : undefined
}

/** Gives a duty to whoever reads mail at an address; the account is made where there is none yet. */
export async function appoint(
  { db, now }: Pick<Ctx, 'db' | 'now'>,
  by: Appointer,
  appointment: Appointment,
): Promise<Result<void, DutyRefusal>> {
  const actor = actorOf(by)
  if (actor === undefined) return refuse('forbidden')
  const { email, kind } = appointment
  return asActor(db, actor, async (tx) => {
    await lockDuties(tx)
    const organisation = organisationOf(appointment, await findOrganisations(tx))
    if (!organisation.ok) return organisation

    await insertAccount(tx, { id: randomUUID(), email, language: 'nl', createdAt: now() })
    const account = await findAccountByEmail(tx, email)
    if (account === undefined) throw new Error('the account that was just made is not there')
    const duty = { accountId: account.id, kind, organisationId: organisation.value }
    if (!(await insertDuty(tx, duty, now()))) return refuse('conflict')

    const deed = { actor, action: 'duty given', object: `account ${account.id}`, aboutAccount: account.id }
    await appendAudit(tx, { ...deed, detail: { ...appointment } }, now())
    return ok(undefined)
  })
}

/** Takes a duty away, from the next request on. The last administrator stays, except from the command line. */
export async function dismiss(
  { db, now }: Pick<Ctx, 'db' | 'now'>,
  by: Appointer,
  appointment: Appointment,
): Promise<Result<void, DutyRefusal>> {
  const actor = actorOf(by)
  if (actor === undefined) return refuse('forbidden')
  const { email, kind } = appointment
  return asActor(db, actor, async (tx) => {
    await lockDuties(tx)
    const organisation = organisationOf(appointment, await findOrganisations(tx))
    if (!organisation.ok) return organisation
    const account = await findAccountByEmail(tx, email)
    if (account === undefined) return refuse('conflict')
    if (kind === 'administrator' && by !== 'server' && (await countAdministrators(tx)) === 1)
      return refuse('last-administrator')

    const duty = { accountId: account.id, kind, organisationId: organisation.value }
    if (!(await removeDuty(tx, duty))) return refuse('conflict')
    const deed = { actor, action: 'duty taken', object: `account ${account.id}`, aboutAccount: account.id }
    await appendAudit(tx, { ...deed, detail: { ...appointment } }, now())
    return ok(undefined)
  })
}

function organisationOf(
  { kind, organisation: slug }: Appointment,
  organisations: readonly Organisation[],
): Result<string | undefined, 'wrong-organisation'> {
  const needed = kind === 'adviser' || kind === 'coordinator' ? DUTIES_OF_ORGANISATION[kind] : undefined
  if (needed === undefined) return slug === undefined ? ok(undefined) : refuse('wrong-organisation')
  const found = organisations.find(
    (organisation) => organisation.slug === slug && organisation.kind === needed,
  )
  return found === undefined ? refuse('wrong-organisation') : ok(found.id)
}

export type PeopleView = Readonly<{
  people: readonly PersonWithDuty[]
  organisations: readonly Organisation[]
}>

/** Everybody who does something for the network, for the administrator. */
export async function findPeople(
  { db }: Pick<Ctx, 'db'>,
  by: Appointer,
): Promise<Result<PeopleView, 'forbidden'>> {
  const actor = actorOf(by)
  if (actor === undefined) return refuse('forbidden')
  return asActor(db, actor, async (tx) =>
    ok({ people: await findPeopleWithDuty(tx), organisations: await findOrganisations(tx) }),
  )
}
