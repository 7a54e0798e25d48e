import { type Language, pathIn } from '#platform/i18n.ts'
import { isMailAddress } from '#platform/mail/mail-address.ts'
import type { QueuedMail } from '#platform/mail/outbox.ts'
import { replyAddress, subjectTag } from '#platform/mail/reply-token.ts'
import { type DeskConfig, siteOf } from './desk-parts.ts'
import { mailMessages } from './mail-messages.ts'
import { promiseText } from './pages/promise-words.ts'
import type { DeskCase } from './repository.ts'
import { lineOf } from './subject.ts'

type Asked = Pick<
  DeskCase,
  'id' | 'language' | 'subject' | 'askerName' | 'askerEmail' | 'askerAccountId' | 'replyToken' | 'version'
> &
  Readonly<{ number: number }>

const paragraphs = (...parts: readonly string[]) => parts.filter((part) => part !== '').join('\n\n')

/** To whoever asked, with a way to answer by mail; nothing where there is no address to write to. */
function toAsker(row: Asked, key: string, subject: string, body: string, config: DeskConfig): QueuedMail[] {
  if (!isMailAddress(row.askerEmail)) return []
  return [
    {
      ...{ key, recipient: row.askerEmail, subject: lineOf(subject, 200), body },
      headers: { 'Reply-To': replyAddress(row.replyToken, config) },
    },
  ]
}

export const ownPath = (id: string) => `/mijn/vragen/${id}`
export const linkPath = (token: string) => `/vraag/${token}`
export const casePath = (id: string) => `/balie/${id}`

/**
 * That the question came in, with the promise; and the private link, which nobody can give again. To an address that a
 * visitor typed no words of the visitor go along: the desk must not carry messages to strangers.
 */
export function askedMail(
  row: Asked & Readonly<{ dueAt: Date; source: 'page' | 'mail' }>,
  asked: Readonly<{
    ownerName: string
    question: string
    linkToken: string | undefined
    siteUrl: string
    now: Date
  }>,
  config: DeskConfig,
): QueuedMail[] {
  const { ownerName, question, linkToken, siteUrl, now } = asked
  const { language } = row
  const t = mailMessages(language)
  const isTyped = row.source === 'page' && row.askerAccountId === null
  const path = linkToken === undefined ? ownPath(row.id) : linkPath(linkToken)
  const body = paragraphs(
    t('asked.hello', isTyped ? '' : row.askerName),
    `${t('asked.owner', ownerName, row.number)} ${t('asked.before', promiseText(row.dueAt, { now, language }))}`,
    t(linkToken === undefined ? 'asked.page' : 'asked.link'),
    `${siteUrl}${pathIn(language, path)}`,
    ...(isTyped ? [] : [t('yours'), question.replace(/^/gm, '> ')]),
    t('asked.notYou'),
  )
  const tag = subjectTag(row.replyToken)
  const subject = isTyped ? t('asked.typed', row.number, tag) : t('asked.subject', row.subject, tag)
  return toAsker(row, `desk-asked ${row.id}`, subject, body, config)
}

/** An answer. */
export function replyMail(
  row: Asked,
  {
    id,
    body,
    name,
    organisationName,
  }: Readonly<{ id: string; body: string; name: string; organisationName: string }>,
  config: DeskConfig,
): QueuedMail[] {
  const t = mailMessages(row.language)
  const signed = [name, organisationName].filter((part) => part !== '').join('\n')
  const page = row.askerAccountId === null ? '' : `${siteOf(config)}${pathIn(row.language, ownPath(row.id))}`
  const end = [`${t('reply.number', row.number)}. ${t('reply.back')}`, page]
    .filter((part) => part !== '')
    .join('\n')
  const text = paragraphs(t('asked.hello', row.askerName), body, signed, `-- \n${end}`)
  const subject = t('reply.subject', row.subject, subjectTag(row.replyToken))
  return toAsker(row, `desk-reply ${id}`, subject, text, config)
}

/** That somebody else has the question now, and by when. */
export function handedOverMail(
  row: Asked,
  { toName, dueAt, now }: Readonly<{ toName: string; dueAt: Date | undefined; now: Date }>,
  config: DeskConfig,
): QueuedMail[] {
  const { language } = row
  const t = mailMessages(language)
  const when = dueAt === undefined ? '' : t('asked.before', promiseText(dueAt, { now, language }))
  const body = paragraphs(t('asked.hello', row.askerName), t('handed.text', toName), when, t('reply.back'))
  const subject = t('asked.subject', row.subject, subjectTag(row.replyToken))
  return toAsker(row, `desk-handed ${row.id} ${row.version}`, subject, body, config)
}

type Told = Readonly<{ name: string; url: string; reason: string }>

/** What whoever asked is told when the question goes to a national programme. */
export function programmeText(
  language: Language,
  { name, url, reason, goesAlong }: Told & Readonly<{ goesAlong: boolean }>,
): string {
  const t = mailMessages(language)
  const where = t(goesAlong ? 'programme.goes' : 'programme.where', name)
  return paragraphs(where, reason, url === '' ? '' : t('programme.url', url))
}

/** The question itself, to the programme; an answer goes to whoever asked. */
export function programmeMail(
  row: Asked,
  to: Told & Readonly<{ contactEmail: string; said: readonly string[]; ownerName: string }>,
): QueuedMail[] {
  const t = mailMessages('nl')
  const body = paragraphs(
    t('programme.from', to.ownerName, to.name),
    `${t('programme.why')} ${to.reason}`,
    ...to.said.map((text) => text.replace(/^/gm, '> ')),
    t('programme.who', row.askerName, row.askerEmail),
    t('programme.answer'),
  )
  const subject = lineOf(t('programme.subject', row.number, row.subject), 200)
  const headers = isMailAddress(row.askerEmail) ? { 'Reply-To': row.askerEmail } : {}
  return [{ key: `desk-programme ${row.id}`, recipient: to.contactEmail, subject, body, headers }]
}
