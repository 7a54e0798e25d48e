import type { Ctx } from '../context.ts'
import type { Delivery, MailConnection, Mailer } from './mailer.ts'
import {
  type ClaimedMail,
  claimMail,
  countMailDue,
  setMailGivenUp,
  setMailSent,
  setMailWaiting,
  setOldMailGivenUp,
} from './outbox-queue.ts'
import { asPostman, type Tx } from './postman.ts'
import { verdictOn } from './try-again.ts'

export type SendParts = Readonly<{
  mailer: Mailer
  note?: (line: string) => void // for the log; numbers and codes, nobody's name
  lanes?: number // connections at once
  random?: () => number
  signal?: AbortSignal // finish the message at hand and stop
}>

/** What one round did. */
export type SendReport = { sent: number; waiting: number; givenUp: number }

const LANES = 4

/**
 * Sends what is due, several at once, until nothing is due or the mail server is away. A server that is away costs no
 * message a try: messages are taken only over a connection that works.
 *
 * Between taking a message and saving what the server said no transaction is open. A process that ends there leaves a
 * message that may have been sent. It goes again, the same to the byte, with the same Message-ID (RFC 1047 is about
 * this very gap): never lost, and for a receiver who looks at Message-IDs never double.
 */
export async function sendDueMail(ctx: Pick<Ctx, 'db' | 'now'>, parts: SendParts): Promise<SendReport> {
  const report: SendReport = { sent: 0, waiting: 0, givenUp: 0 }
  const due = await asPostman(ctx.db, (tx) => countMailDue(tx, ctx.now(), parts.lanes ?? LANES))
  if (due > 0) report.givenUp += await giveUpOld(ctx, 'doubtful', 'EBROKEN')
  const lanes = Array.from({ length: due }, () => sendInLane(ctx, parts, report))
  const problems = (await Promise.all(lanes)).filter((problem) => problem !== undefined)
  const [problem] = problems
  if (problem !== undefined && problems.length === lanes.length) {
    parts.note?.(`mail: the mail server can't be reached (${problem}); tried again within a minute`)
    report.givenUp += await giveUpOld(ctx, 'all', problem)
  }
  return report
}

const giveUpOld = (ctx: Pick<Ctx, 'db' | 'now'>, which: 'doubtful' | 'all', lastError: string) =>
  asPostman(ctx.db, (tx) => setOldMailGivenUp(tx, ctx.now(), { which, lastError }))

/** One connection after the other, until nothing is due. Gives the code of what kept it from the server. */
async function sendInLane(
  ctx: Pick<Ctx, 'db' | 'now'>,
  parts: SendParts,
  report: SendReport,
): Promise<string | undefined> {
  while (!parts.signal?.aborted) {
    const opened = await parts.mailer.open()
    if (!opened.ok) return opened.error
    const isEmpty = await sendOver(opened.value, ctx, parts, report).finally(opened.value.close)
    if (isEmpty) return undefined
  }
  return undefined
}

/** Until nothing is due (true) or the connection is broken (false). */
async function sendOver(
  connection: MailConnection,
  ctx: Pick<Ctx, 'db' | 'now'>,
  parts: SendParts,
  report: SendReport,
): Promise<boolean> {
  while (!parts.signal?.aborted) {
    const mail = await asPostman(ctx.db, (tx) => claimMail(tx, ctx.now()))
    if (mail === undefined) return true
    if (mail.isDoubtful)
      parts.note?.(`mail ${mail.id}: may have been sent before; goes again with the same Message-ID`)

    const delivery = await connection.deliver(mail).catch(troubleOf)
    await asPostman(ctx.db, (tx) => save(tx, mail, delivery, { ctx, parts, report }))
    if (delivery.kind !== 'accepted' && delivery.isBroken) return false
  }
  return true
}

/** Whatever else can go wrong, such as a full disk: its code, and a new connection. */
const troubleOf = (error: unknown): Delivery => {
  const code = error instanceof Error && 'code' in error ? String(error.code) : 'EUNKNOWN'
  return { kind: 'later', reason: code, isBroken: true }
}

type Round = Readonly<{ ctx: Pick<Ctx, 'now'>; parts: SendParts; report: SendReport }>

async function save(
  tx: Tx,
  mail: ClaimedMail,
  delivery: Delivery,
  { ctx, parts, report }: Round,
): Promise<void> {
  const now = ctx.now()
  if (delivery.kind === 'accepted') {
    await setMailSent(tx, mail, now)
    report.sent++
    return
  }
  const { again } = verdictOn(delivery, mail, now, (parts.random ?? Math.random)())
  if (again === undefined) {
    await setMailGivenUp(tx, mail, now, delivery.reason)
    report.givenUp++
    parts.note?.(`mail ${mail.id}: given up after ${mail.tries} tries (${delivery.reason})`)
    return
  }
  const isDoubtful = delivery.kind === 'later' && delivery.isBroken
  await setMailWaiting(tx, mail, { nextTryAt: again, lastError: delivery.reason, isDoubtful })
  report.waiting++
}
