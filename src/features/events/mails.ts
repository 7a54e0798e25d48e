import { pathIn } from '#platform/i18n.ts'
import { isMailAddress } from '#platform/mail/mail-address.ts'
import { type QueuedMail, queueMail } from '#platform/mail/outbox.ts'
import { eventPath, ROUTES } from './addresses.ts'
import type { NetworkEvent } from './contract.ts'
import { titleOf } from './event-words.ts'
import type { Lottery } from './lottery/repository.ts'
import { mailMessages } from './mail-messages.ts'
import type { Tx } from './repository.ts'
import type { SignUp } from './sign-ups/repository.ts'
import { beforeText, daysBetween, momentText, spanText } from './when.ts'

/** One mail to one firm: `site` is where its links lead. */
export type Letter = Readonly<{ event: NetworkEvent; signUp: SignUp; site: string }>
type Words = Readonly<{ key: string; subject: string; paragraphs: readonly string[] }>

/** Puts a mail in the outbox; nothing where there is no address to write to. */
async function send(tx: Tx, { signUp }: Letter, words: Words, now: Date): Promise<void> {
  const { contactEmail, contactName, language } = signUp
  if (!isMailAddress(contactEmail)) return
  const hello = mailMessages(language)('hello', contactName)
  const mail: QueuedMail = {
    ...{ key: words.key, recipient: contactEmail, subject: words.subject.replace(/\s+/g, ' ').slice(0, 200) },
    body: [hello, ...words.paragraphs].filter((part) => part !== '').join('\n\n'),
  }
  await queueMail(tx, mail, now)
}

const url = ({ site, signUp }: Letter, path: string) => `${site}${pathIn(signUp.language, path)}`
const titleIn = ({ event, signUp }: Letter) => titleOf(event, signUp.language)

/** When and where, as lines. */
function facts({ event, signUp }: Letter, hasPlace: boolean): string {
  const { language } = signUp
  const t = mailMessages(language)
  const { place, onlineUrl, startsAt, endsAt } = event
  const lines = [
    `${t('when')}: ${spanText(startsAt, endsAt, language)}`,
    `${t('where')}: ${place === '' ? t('online') : place}`,
    ...(hasPlace && onlineUrl !== '' ? [`${t('link')}: ${onlineUrl}`] : []),
  ]
  return lines.join('\n')
}

/** Why somebody gets this mail, and how it stops. */
function ending(letter: Letter): string {
  const t = mailMessages(letter.signUp.language)
  const { slug } = letter.event
  return `-- \n${t('why', titleIn(letter))}\n${t('cancel')}\n${url(letter, eventPath.leave(slug))}`
}

const more = (letter: Letter) =>
  `${mailMessages(letter.signUp.language)('more')}\n${url(letter, eventPath.event(letter.event.slug))}`

/** At signing up: a place, or a number on the waiting list. */
export function mailSignedUp(
  tx: Tx,
  letter: Letter,
  waitingNumber: number | undefined,
  now: Date,
): Promise<void> {
  const { signUp } = letter
  const t = mailMessages(signUp.language)
  const title = titleIn(letter)
  const isPlaced = waitingNumber === undefined
  const said = isPlaced ? t('placed.body', title) : t('waiting.body', title, waitingNumber)
  return send(
    tx,
    letter,
    {
      key: `event-signed-up ${signUp.id}`,
      subject: isPlaced ? t('placed.subject', title) : t('waiting.subject', title),
      paragraphs: [
        said,
        facts(letter, isPlaced),
        isPlaced ? t('people', signUp.people) : '',
        more(letter),
        ending(letter),
      ],
    },
    now,
  )
}

/** At signing up for a lottery: the code, and what is fixed beforehand. */
export function mailListed(tx: Tx, letter: Letter, lottery: Lottery, now: Date): Promise<void> {
  const { signUp, event } = letter
  const t = mailMessages(signUp.language)
  const title = titleIn(letter)
  const { publicSource, commitment } = lottery
  const fixed = [
    t('listed.commitment', commitment),
    ...(publicSource === '' ? [] : [t('listed.source', publicSource)]),
  ]
  return send(
    tx,
    letter,
    {
      key: `event-signed-up ${signUp.id}`,
      subject: t('listed.subject', title),
      paragraphs: [
        t('listed.body', title, beforeText(event.deadlineAt, now, signUp.language)),
        facts(letter, false),
        t('listed.code', signUp.code),
        fixed.join('\n'),
        `${t('listed.how')}\n${url(letter, eventPath.lottery(event.slug))}`,
        ending(letter),
      ],
    },
    now,
  )
}

/** To all who are on it: the list is closed. A hash that many people hold cannot be moved. */
export function mailListClosed(
  tx: Tx,
  letter: Letter,
  lottery: Lottery,
  count: number,
  now: Date,
): Promise<void> {
  const { signUp, event } = letter
  const t = mailMessages(signUp.language)
  const title = titleIn(letter)
  const { publicSource, listHash } = lottery
  return send(
    tx,
    letter,
    {
      key: `event-list-closed ${signUp.id}`,
      subject: t('closed.subject', title),
      paragraphs: [
        t('closed.body', title, count, event.places),
        t('closed.hash', listHash),
        publicSource === '' ? '' : t('listed.source', publicSource),
        t('closed.next'),
        ending(letter),
      ],
    },
    now,
  )
}

/** What the lottery gave. */
export function mailDrawn(
  tx: Tx,
  letter: Letter,
  what: 'won' | 'lost' | 'room-for-all',
  now: Date,
): Promise<void> {
  const { signUp, event } = letter
  const t = mailMessages(signUp.language)
  const title = titleIn(letter)
  const said = { won: 'drawn.won', lost: 'drawn.lost', 'room-for-all': 'drawn.room' } as const
  return send(
    tx,
    letter,
    {
      key: `event-drawn ${signUp.id}`,
      subject: what === 'lost' ? t('drawn.lost.subject', title) : t('placed.subject', title),
      paragraphs: [
        t(said[what], title),
        facts(letter, what !== 'lost'),
        what === 'room-for-all' ? '' : `${t('drawn.check')}\n${url(letter, eventPath.lottery(event.slug))}`,
        ending(letter),
      ],
    },
    now,
  )
}

/** Once per sign-up: a place became free. */
export function mailMovedUp(tx: Tx, letter: Letter, now: Date): Promise<void> {
  const t = mailMessages(letter.signUp.language)
  const title = titleIn(letter)
  const { id, people } = letter.signUp
  const paragraphs = [
    t('moved.body', title),
    facts(letter, true),
    t('people', people),
    more(letter),
    ending(letter),
  ]
  return send(
    tx,
    letter,
    { key: `event-moved-up ${id}`, subject: t('moved.subject', title), paragraphs },
    now,
  )
}

export function mailChanged(tx: Tx, letter: Letter, hasPlace: boolean, now: Date): Promise<void> {
  const t = mailMessages(letter.signUp.language)
  const title = titleIn(letter)
  const key = `event-changed ${letter.signUp.id} ${letter.event.sequence}`
  const paragraphs = [t('changed.body', title), facts(letter, hasPlace), more(letter), ending(letter)]
  return send(tx, letter, { key, subject: t('changed.subject', title), paragraphs }, now)
}

export function mailOff(tx: Tx, letter: Letter, now: Date): Promise<void> {
  const { signUp, event } = letter
  const t = mailMessages(signUp.language)
  const title = titleIn(letter)
  const paragraphs = [
    t('off.body', title, momentText(event.startsAt, signUp.language)),
    `${t('off.others')}\n${url(letter, ROUTES.list)}`,
    `-- \n${t('why', title)}`,
  ]
  return send(
    tx,
    letter,
    { key: `event-off ${signUp.id}`, subject: t('off.subject', title), paragraphs },
    now,
  )
}

export function mailReminder(tx: Tx, letter: Letter, which: 'week' | 'day', now: Date): Promise<void> {
  const { signUp, event } = letter
  const { language } = signUp
  const t = mailMessages(language)
  const title = titleIn(letter)
  const subject =
    which === 'week'
      ? t('remind.subject.week', title, daysBetween(now, event.startsAt))
      : t('remind.subject.day', title, momentText(event.startsAt, language))
  const confirm =
    signUp.state === 'placed' ? `${t('remind.confirm')}\n${url(letter, eventPath.event(event.slug))}` : ''
  const paragraphs = [
    t('remind.body', title),
    facts(letter, true),
    t('people', signUp.people),
    confirm,
    ending(letter),
  ]
  const key = `event-reminder ${which} ${signUp.id} ${event.startsAt.toISOString()}`
  return send(tx, letter, { key, subject, paragraphs }, now)
}

export function mailAsk(tx: Tx, letter: Letter, now: Date): Promise<void> {
  const { signUp, event } = letter
  const t = mailMessages(signUp.language)
  const title = titleIn(letter)
  const paragraphs = [
    `${t('ask.body', title)}\n${url(letter, eventPath.feedback(event.slug))}`,
    t('ask.private'),
    `-- \n${t('why', title)}`,
  ]
  return send(
    tx,
    letter,
    { key: `event-feedback ${signUp.id}`, subject: t('ask.subject', title), paragraphs },
    now,
  )
}
