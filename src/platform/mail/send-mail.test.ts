import { afterEach, beforeEach, expect, test } from 'vitest'
import { describeOnDatabases } from '../../../test/database.ts'
import { type SmtpSink, startSilentServer, startSmtpSink } from '../../../test/smtp-sink.ts'
import type { OpenDatabase } from '../database.ts'
import { asPublic } from '../link-holder.ts'
import { queueMail, type QueuedMail } from './outbox.ts'
import { asPostman, mailTables } from './postman.ts'
import { type SendParts, sendDueMail } from './send-mail.ts'
import { smtpMailer } from './smtp-mailer.ts'

const FROM = { name: 'Schakel', address: 'vraag@hub.example' }
const START = new Date('2026-03-12T10:00:00Z')
const minutesOn = (minutes: number) => new Date(START.getTime() + minutes * 60_000)

const mailOf = (number: number, more: Partial<QueuedMail> = {}): QueuedMail => ({
  key: `test ${number}`,
  recipient: `firm-${number}@example.org`,
  subject: `Uw vraag ${number}: is beëindigd`,
  body: 'Beste ondernemer,\n\n.een punt vooraan, en een regel met € en ë.\n',
  ...more,
})

const queue = ({ db }: OpenDatabase, mails: readonly QueuedMail[], now = START) =>
  asPublic(db, async (tx) => {
    for (const mail of mails) await queueMail(tx, mail, now)
  })

const numbers = (count: number) => Array.from({ length: count }, (_, index) => index)

const rows = ({ db }: OpenDatabase) =>
  asPostman(db, (tx) => mailTables(tx).selectFrom('outbox').selectAll().orderBy('createdAt').execute())

describeOnDatabases('sending mail', (use) => {
  let sink: SmtpSink
  let notes: string[]
  beforeEach(async () => {
    sink = await startSmtpSink()
    notes = []
  })
  afterEach(() => sink.stop())

  const send = (now: Date, more: Partial<SendParts> = {}) =>
    sendDueMail(
      { db: use().db, now: () => now },
      { mailer: smtpMailer(sink.url, FROM), note: (line) => notes.push(line), random: () => 0.5, ...more },
    )

  test('what was committed leaves, once, and only its words are forgotten', async () => {
    await queue(
      use(),
      numbers(5).map((number) => mailOf(number)),
    )

    expect(await send(START)).toEqual({ sent: 5, waiting: 0, givenUp: 0 })
    expect(await send(minutesOn(60))).toEqual({ sent: 0, waiting: 0, givenUp: 0 })

    expect(sink.mails.map(({ to }) => to).toSorted()).toEqual(numbers(5).map((n) => `firm-${n}@example.org`))
    expect(new Set(sink.mails.map(({ messageId }) => messageId)).size).toBe(5)
    expect(await rows(use())).toMatchObject(numbers(5).map(() => ({ body: '', tries: 1, sentAt: START })))
    expect(notes).toEqual([])
  })

  test('the mail is plain text that a mail program can read, with the headers that were asked for', async () => {
    const headers = { 'Auto-Submitted': 'auto-generated', 'List-Unsubscribe': '<https://hub.example/uit>' }
    await queue(use(), [mailOf(1, { headers: { ...headers, 'Reply-To': 'vraag+ABC@hub.example' } })])
    await send(START)

    const { default: PostalMime } = await import('postal-mime')
    const mail = await PostalMime.parse(sink.mails[0]?.raw ?? '')
    expect(mail).toMatchObject({
      from: { name: 'Schakel', address: 'vraag@hub.example' },
      replyTo: [{ address: 'vraag+ABC@hub.example' }],
      to: [{ address: 'firm-1@example.org' }],
      subject: 'Uw vraag 1: is beëindigd',
      date: START.toISOString(),
      text: 'Beste ondernemer,\n\n.een punt vooraan, en een regel met € en ë.\n',
    })
    const values = Object.fromEntries(mail.headers.map(({ key, value }) => [key, value]))
    expect(values).toMatchObject({
      'auto-submitted': 'auto-generated',
      'list-unsubscribe': '<https://hub.example/uit>',
      'content-type': expect.stringMatching(/^text\/plain; charset=utf-8/),
    })
  })

  test('the same cause twice is one message, and one that is rolled back is none', async () => {
    await queue(use(), [mailOf(1), mailOf(1, { subject: 'Nog eens' })])
    await queue(use(), [mailOf(1)])
    await expect(
      asPublic(use().db, async (tx) => {
        await queueMail(tx, mailOf(2), START)
        throw new Error('no')
      }),
    ).rejects.toThrow('no')
    await send(START)
    await queue(use(), [mailOf(1)], minutesOn(1))
    await send(minutesOn(2))

    expect(sink.mails).toHaveLength(1)
  })

  test('a reminder leaves when its time has come', async () => {
    await queue(use(), [mailOf(1, { sendAfter: minutesOn(10) })])
    expect((await send(minutesOn(9))).sent).toBe(0)
    expect((await send(minutesOn(10))).sent).toBe(1)
  })

  test('fifty senders at once send each message once', async () => {
    await queue(
      use(),
      numbers(100).map((number) => mailOf(number)),
    )
    await Promise.all(numbers(50).map(() => send(START)))

    expect(sink.mails).toHaveLength(100)
    expect(new Set(sink.mails.map(({ messageId }) => messageId)).size).toBe(100)
  })

  test('an address that does not exist is given up at once, and stops no other; its words are in no log', async () => {
    sink.behave((to) => (to === 'firm-1@example.org' ? 'unknown-recipient' : 'accepts'))
    await queue(use(), [mailOf(1), mailOf(2), mailOf(3)])

    expect(await send(START, { lanes: 1 })).toEqual({ sent: 2, waiting: 0, givenUp: 1 })
    expect(notes).toEqual([expect.stringMatching(/given up after 1 tries \(RCPT TO 550 5\.1\.1\)$/)])
    expect(notes.join()).not.toMatch(/@|example/)
    expect((await rows(use())).filter(({ givenUpAt }) => givenUpAt !== null)).toMatchObject([
      { lastError: 'RCPT TO 550 5.1.1', body: '' },
    ])
  })

  test('a server that refuses for another reason is asked eight times, ever less often', async () => {
    sink.behave('refuses')
    await queue(use(), [mailOf(1)])
    const triedAt: number[] = []
    for (let minute = 0; minute < 140; minute++) {
      const { waiting, givenUp } = await send(minutesOn(minute))
      if (waiting + givenUp > 0) triedAt.push(minute)
    }

    expect(triedAt).toEqual([0, 2, 5, 11, 23, 47, 92, 137])
    expect(await rows(use())).toMatchObject([{ tries: 8, givenUpAt: minutesOn(137), sentAt: null }])
  })

  test('a server that lets us mail nobody at all is not taken for an address that does not exist', async () => {
    sink.behave('no-rights')
    await queue(use(), [mailOf(1)])
    expect(await send(START)).toEqual({ sent: 0, waiting: 1, givenUp: 0 })
    sink.behave('accepts')
    expect((await send(minutesOn(2))).sent).toBe(1)
  })

  test('a server that says later is asked again until it takes it', async () => {
    sink.behave('later')
    await queue(use(), [mailOf(1)])
    for (let minute = 0; minute < 60; minute++) await send(minutesOn(minute))
    expect(sink.mails).toEqual([])
    sink.behave('accepts')
    for (let minute = 60; minute < 120; minute++) await send(minutesOn(minute))
    expect(sink.mails).toHaveLength(1)
  })

  test('a server that is down for an hour costs nothing: all is delivered within a minute after, no mail twice', async () => {
    await sink.stop()
    for (let minute = 0; minute < 60; minute++) {
      if (minute < 20) await queue(use(), [mailOf(minute)], minutesOn(minute))
      await send(minutesOn(minute))
    }
    expect(await rows(use())).toMatchObject(
      numbers(20).map(() => ({ tries: 0, sentAt: null, givenUpAt: null })),
    )
    expect(notes[0]).toBe(
      "mail: the mail server can't be reached (CONN ESOCKET ECONNREFUSED); tried again within a minute",
    )

    sink = await startSmtpSink(sink.port)
    await send(minutesOn(60))
    expect(sink.mails.map(({ to }) => to).toSorted()).toEqual(
      numbers(20)
        .map((n) => `firm-${n}@example.org`)
        .toSorted(),
    )
  })

  test('what no server took for five days is given up, and newer mail is not', async () => {
    await sink.stop()
    await queue(use(), [mailOf(1)])
    await queue(use(), [mailOf(2)], minutesOn(60))
    expect((await send(minutesOn(5 * 24 * 60 - 1))).givenUp).toBe(0)
    expect((await send(minutesOn(5 * 24 * 60))).givenUp).toBe(1)
    sink = await startSmtpSink(sink.port)
    expect((await send(minutesOn(5 * 24 * 60 + 1))).sent).toBe(1)
  })

  test('a server that hangs keeps nobody waiting for ever', async () => {
    const silent = await startSilentServer()
    await queue(use(), [mailOf(1)])
    const mailer = smtpMailer(silent.url, FROM, { connectMs: 200, silenceMs: 200, messageMs: 500 })
    expect(await send(START, { mailer })).toEqual({ sent: 0, waiting: 0, givenUp: 0 })
    await silent.stop()
    expect((await send(START)).sent).toBe(1)
  })

  test('a server that dies before it says 250 gets the message again: the same to the byte, and it is noted', async () => {
    sink.behave('dies')
    await queue(use(), [mailOf(1)])
    expect(await send(START)).toEqual({ sent: 0, waiting: 1, givenUp: 0 })
    sink.behave('accepts')
    expect((await send(minutesOn(2))).sent).toBe(1)

    expect(sink.mails).toHaveLength(2)
    expect(sink.mails[1]?.raw.replace(/^received:.*\r\n(\s.*\r\n)*/gim, '')).toBe(sink.mails[0]?.raw)
    expect(await rows(use())).toMatchObject([{ sentAgain: 1, tries: 2 }])
    expect(notes).toEqual([
      expect.stringMatching(/may have been sent before; goes again with the same Message-ID$/),
    ])
  })

  test('a message whose sender died waits until that is sure, and goes then', async () => {
    await queue(use(), [mailOf(1)])
    const { claimMail } = await import('./outbox-queue.ts')
    await asPostman(use().db, (tx) => claimMail(tx, START))

    expect((await send(minutesOn(4))).sent).toBe(0)
    expect((await send(minutesOn(5))).sent).toBe(1)
    expect(await rows(use())).toMatchObject([{ sentAgain: 1 }])
  })

  test('a message that its senders die of kills one an hour at most, and none after five days', async () => {
    const { claimMail } = await import('./outbox-queue.ts')
    await queue(use(), [mailOf(1)])
    let deaths = 0
    for (let minute = 0; minute < 5 * 24 * 60; minute += 30) {
      if ((await asPostman(use().db, (tx) => claimMail(tx, minutesOn(minute)))) !== undefined) deaths++
    }
    expect(deaths).toBeGreaterThan(80)
    expect(deaths).toBeLessThan(130)
    expect(await send(minutesOn(5 * 24 * 60 + 60))).toEqual({ sent: 0, waiting: 0, givenUp: 1 })
    expect(sink.mails).toEqual([])
  })

  test('visitors put mail in and read nothing', async () => {
    await queue(use(), [mailOf(1)])
    const asVisitor = (work: (tx: Parameters<typeof mailTables>[0]) => Promise<unknown>) =>
      asPublic(use().db, work)
    const refused = /permission denied/
    await expect(
      asVisitor((tx) => mailTables(tx).selectFrom('outbox').selectAll().execute()),
    ).rejects.toThrow(refused)
    await expect(asVisitor((tx) => mailTables(tx).deleteFrom('outbox').execute())).rejects.toThrow(refused)
    await expect(
      asVisitor((tx) => mailTables(tx).updateTable('outbox').set({ recipient: 'a@b' }).execute()),
    ).rejects.toThrow(refused)
    await expect(
      asVisitor((tx) => mailTables(tx).selectFrom('incomingMail').selectAll().execute()),
    ).rejects.toThrow(refused)
  })

  test.each([
    ['recipient', 'a@b.example\r\nBcc: c@d.example'],
    ['recipient', 'a@b.example, c@d.example'],
    ['recipient', 'A <a@b.example>'],
    ['recipient', 'a b@c.example'],
    ['subject', 'Hallo\nBcc: c@d.example'],
    ['subject', 'Hallo\u2028Bcc'],
  ] as const)('a %s that holds another header is refused: %j', async (field, value) => {
    await expect(queue(use(), [mailOf(1, { [field]: value })])).rejects.toThrow(TypeError)
    expect(await rows(use())).toEqual([])
  })

  test('so is a header that no message has, or that holds a line end', async () => {
    for (const headers of [{ Bcc: 'c@d.example' }, { References: '<a>\r\nBcc: c@d.example' }]) {
      await expect(queue(use(), [mailOf(1, { headers })])).rejects.toThrow(TypeError)
    }
  })
})
