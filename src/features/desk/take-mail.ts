import { randomUUID } from 'node:crypto'
import { nameActor, systemActor } from '#platform/actor.ts'
import type { DroppedAttachment, KeptAttachment } from '#platform/mail/attachments.ts'
import { drawLinkToken, linkHashOf } from '#platform/link-holder.ts'
import type { IncomingMail, MailHandler } from '#platform/mail/hand-over-mail.ts'
import { isMailAddress } from '#platform/mail/mail-address.ts'
import { queueMail } from '#platform/mail/outbox.ts'
import { drawReplyToken, tokenOf } from '#platform/mail/reply-token.ts'
import { afterQuestion } from './add-to-case.ts'
import { cleanText } from './contract.ts'
import { type DeskParts, siteOf } from './desk-parts.ts'
import { askedMail } from './mails.ts'
import { findBureau, findOwner } from './people/repository.ts'
import { promiseFrom } from './promise.ts'
import {
  type DeskCase,
  findLastCaseOf,
  insertCase,
  lockCase,
  lockCaseOfToken,
  setCase,
  type Tx,
} from './repository.ts'
import { countAttachedBytes, insertAttachments, insertMessage, insertNote } from './said/repository.ts'
import { lineOf, searchTextOf, subjectOf } from './subject.ts'

const MAX_MAIL_WORDS = 20_000
const MAX_ATTACHED_BYTES = 25 * 1024 * 1024 // of a case

/**
 * What becomes of a mail. An answer of whoever asked joins its case. From any other sender it is a new case, whatever it
 * says it belongs to. What a machine sent about a case is noted there; reports that nothing was delivered are no question.
 */
export const takeMail =
  ({ config }: Pick<DeskParts, 'config'>): MailHandler =>
  async (tx, mail, now) => {
    await nameActor(tx, systemActor('bureau'))
    const token = tokenOf(mail)
    const named = token === undefined ? undefined : await lockCaseOfToken(tx, token)
    if (mail.automatic !== undefined && named !== undefined) return noteAutomatic(tx, named, mail, now)
    if (mail.automatic === 'bounce') return
    if (named !== undefined && isFromAsker(named, mail) && (await joins(tx, named, mail, now))) return
    await become(tx, mail, named, { now, config })
  }

const isFromAsker = ({ askerEmail }: DeskCase, { from }: IncomingMail) =>
  from.address !== '' && from.address === askerEmail

async function noteAutomatic(tx: Tx, row: DeskCase, mail: IncomingMail, now: Date): Promise<void> {
  const body = lineOf(`${mail.automatic}: ${mail.subject} ${mail.text}`, 1_000)
  const caseId = row.mergedInto ?? row.id
  await insertNote(tx, {
    id: mail.id,
    caseId,
    kind: 'mail',
    body,
    authorAccountId: null,
    authorName: '',
    at: now,
  })
}

/** False where the case that lives on is gone. */
async function joins(tx: Tx, named: DeskCase, mail: IncomingMail, now: Date): Promise<boolean> {
  const row = named.mergedInto === null ? named : await lockCase(tx, named.mergedInto)
  if (row === undefined || row.state === 'merged') return false
  const saidIn = row.id === named.id ? undefined : named.id
  await insertSaid(tx, row, mail, { saidIn, now })
  await setCase(tx, row, await afterQuestion(tx, row, wordsOf(mail).text, now))
  return true
}

type Site = Readonly<{ now: Date; config: DeskParts['config'] }>

async function become(
  tx: Tx,
  mail: IncomingMail,
  named: DeskCase | undefined,
  { now, config }: Site,
): Promise<void> {
  const before = isMailAddress(mail.from.address) ? await findLastCaseOf(tx, mail.from.address) : undefined
  const owner = (before && (await findOwner(tx, before.organisationId))) ?? (await findBureau(tx))
  const { text } = wordsOf(mail)
  const linkToken = drawLinkToken()
  const askerName = lineOf(mail.from.name, 100)
  const row = {
    ...{
      id: randomUUID(),
      organisationId: owner.id,
      isOfBureau: owner.kind === 'bureau',
      source: 'mail' as const,
    },
    ...{
      language: before?.language ?? ('nl' as const),
      subject: lineOf(mail.subject, 200) || subjectOf(text),
    },
    ...{ askerName, askerEmail: mail.from.address.toLowerCase(), replyToken: drawReplyToken() },
    searchText: searchTextOf(mail.subject, text, askerName, mail.from.address),
    ...{
      askerAccountId: null,
      firmId: null,
      linkHash: linkHashOf(linkToken),
      province: before?.province ?? '',
    },
    ...{ ...promiseFrom(now, owner.workingHours), askedAt: now, updatedAt: now, version: 1 },
  }
  const number = await insertCase(tx, row)
  await insertSaid(tx, row, mail, { saidIn: undefined, now })
  if (named !== undefined) {
    const note = { caseId: row.id, kind: 'mail' as const, body: `≠ ${named.number}`, authorAccountId: null }
    await insertNote(tx, { ...note, id: randomUUID(), authorName: '', at: now })
  }
  if (!mail.mayAnswer) return
  const asked = {
    ownerName: owner.name,
    question: text.slice(0, 1_000),
    linkToken,
    siteUrl: siteOf(config),
    now,
  }
  for (const out of askedMail({ ...row, number }, asked, config)) await queueMail(tx, out, now)
}

async function insertSaid(
  tx: Tx,
  row: Pick<DeskCase, 'id' | 'askerName'>,
  mail: IncomingMail,
  { saidIn, now }: Readonly<{ saidIn: string | undefined; now: Date }>,
): Promise<void> {
  const { text, cut } = wordsOf(mail)
  const { kept, dropped } = roomFor(mail.attachments, await countAttachedBytes(tx, row.id))
  await insertMessage(tx, {
    ...{ id: mail.id, caseId: row.id, saidIn, kind: 'question', body: text, at: now },
    authorName: lineOf(mail.from.name, 100) || row.askerName,
    dropped: [...mail.dropped, ...cut, ...dropped],
  })
  await insertAttachments(
    tx,
    mail.id,
    kept.map((one) => ({ ...one, id: randomUUID() })),
  )
}

type Words = Readonly<{ text: string; cut: readonly DroppedAttachment[] }>

/** What the sender wrote, without our own words quoted below it. */
function wordsOf({ text, subject }: IncomingMail): Words {
  const whole = withoutQuote(cleanText(text)) || lineOf(subject, 200) || '…'
  if (whole.length <= MAX_MAIL_WORDS) return { text: whole, cut: [] }
  const rest = { name: 'mail.txt', sizeBytes: whole.length - MAX_MAIL_WORDS, why: 'too-much' } as const
  return { text: whole.slice(0, MAX_MAIL_WORDS).toWellFormed(), cut: [rest] }
}

/** Quoted lines at the very end, with the line above that says whose they are; nothing that stands between own words. */
export function withoutQuote(text: string): string {
  const lines = text.split('\n')
  let end = lines.length
  while (end > 0 && /^\s*(>|$)/.test(lines[end - 1] ?? '')) end--
  if (!lines.slice(end).some((line) => line.trimStart().startsWith('>'))) return text
  if (/^(op|on|le|am)\b.{0,300}:\s*$/i.test(lines[end - 1] ?? '')) end--
  return lines.slice(0, end).join('\n').trim() || text
}

function roomFor(
  attachments: readonly KeptAttachment[],
  bytesBefore: number,
): Readonly<{ kept: readonly KeptAttachment[]; dropped: readonly DroppedAttachment[] }> {
  const kept: KeptAttachment[] = []
  const dropped: DroppedAttachment[] = []
  let bytes = bytesBefore
  for (const one of attachments) {
    if (bytes + one.content.length > MAX_ATTACHED_BYTES) {
      dropped.push({ name: one.name, sizeBytes: one.content.length, why: 'too-much' })
      continue
    }
    bytes += one.content.length
    kept.push(one)
  }
  return { kept, dropped }
}
