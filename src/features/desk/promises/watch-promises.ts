import { randomUUID } from 'node:crypto'
import { asActor, systemActor } from '#platform/actor.ts'
import type { Ctx } from '#platform/context.ts'
import { pathIn } from '#platform/i18n.ts'
import type { Task } from '#platform/jobs/task.ts'
import { isMailAddress } from '#platform/mail/mail-address.ts'
import { queueMail } from '#platform/mail/outbox.ts'
import { type DeskParts, siteOf } from '../desk-parts.ts'
import { mailMessages } from '../mail-messages.ts'
import { casePath } from '../mails.ts'
import { promiseText } from '../pages/promise-words.ts'
import { findOwner } from '../people/repository.ts'
import type { DeskCase, Tx } from '../repository.ts'
import { insertNote } from '../said/repository.ts'
import {
  findAdvisersToTell,
  findBureauToTell,
  lockToEscalate,
  lockToRemind,
  type Recipient,
  setWatched,
} from './repository.ts'

type Watching = Readonly<{ tx: Tx; now: Date; site: string }>
const BATCH = 50

/** Reminds of promises that are near, and tells the bureau of those that are broken. */
export const watchPromises = (parts: Pick<DeskParts, 'config'>): Task => ({
  name: 'desk-promises',
  everyMinutes: 5,
  run: async (ctx, signal) => {
    while (!signal.aborted && (await watchOnce(ctx, parts)) === BATCH) {
      // until less than a whole batch was left
    }
  },
})

/** One batch; gives the most that either kind had. Each promise is reminded of once and escalated once. */
export const watchOnce = (
  { db, now }: Pick<Ctx, 'db' | 'now'>,
  { config }: Pick<DeskParts, 'config'>,
): Promise<number> =>
  asActor(db, systemActor('bureau'), async (tx) => {
    const watching = { tx, now: now(), site: siteOf(config) }
    const late = await lockToEscalate(tx, watching.now, BATCH)
    for (const row of late) await escalate(watching, row, 'late')
    const near = await lockToRemind(tx, watching.now, BATCH)
    for (const row of near) await remind(watching, row)
    return Math.max(late.length, near.length)
  })

/** The adviser who has it, or everybody of the hub; where there is nobody, the bureau at once. */
async function remind(watching: Watching, row: DeskCase): Promise<void> {
  const { tx, now } = watching
  const people = row.isOfBureau
    ? await findBureauToTell(tx)
    : await findAdvisersToTell(tx, row.organisationId)
  if (people.length === 0 && !row.isOfBureau) return escalate(watching, row, 'alone')
  const assigned = people.filter(({ accountId }) => accountId === row.assignedTo)
  await setWatched(tx, row.id, { remindedAt: now })
  await noted(watching, row, 'reminded')
  await tell(watching, row, assigned.length > 0 ? assigned : people, 'remind', (t, language) => ({
    subject: t('remind.subject', row.number),
    text: t('remind.body', row.number, row.dueAt === null ? '' : promiseText(row.dueAt, { now, language })),
  }))
}

async function escalate(watching: Watching, row: DeskCase, why: 'late' | 'alone'): Promise<void> {
  const { tx, now } = watching
  const owner = await findOwner(tx, row.organisationId)
  await setWatched(tx, row.id, { remindedAt: row.remindedAt ?? now, escalatedAt: now })
  await noted(watching, row, 'escalated')
  await tell(watching, row, await findBureauToTell(tx), 'late', (t) => ({
    subject: t('late.subject', row.number),
    text: t(why === 'late' ? 'late.body' : 'late.alone', row.number, owner?.name ?? ''),
  }))
}

const noted = ({ tx, now }: Watching, { id }: DeskCase, kind: 'reminded' | 'escalated') =>
  insertNote(tx, {
    id: randomUUID(),
    caseId: id,
    kind,
    body: '',
    authorAccountId: null,
    authorName: '',
    at: now,
  })

type Words = (
  t: ReturnType<typeof mailMessages>,
  language: Recipient['language'],
) => Readonly<{ subject: string; text: string }>

/** Without the words of whoever asked: these stay at the desk. */
async function tell(
  { tx, now, site }: Watching,
  row: DeskCase,
  people: readonly Recipient[],
  what: 'remind' | 'late',
  words: Words,
): Promise<void> {
  for (const { accountId, email, language } of people) {
    if (!isMailAddress(email)) continue
    const { subject, text } = words(mailMessages(language), language)
    const body = `${text}\n\n${site}${pathIn(language, casePath(row.id))}\n`
    const key = `desk-${what} ${row.id} ${row.promise} ${accountId}`
    await queueMail(
      tx,
      { key, recipient: email, subject, body, headers: { 'Auto-Submitted': 'auto-generated' } },
      now,
    )
  }
}
