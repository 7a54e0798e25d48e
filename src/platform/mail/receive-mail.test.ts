import { expect, test } from 'vitest'
import { describeOnDatabases } from '../../../test/database.ts'
import { asPublic } from '../link-holder.ts'
import { eraseMailOf, forgetOldMail } from './forget-mail.ts'
import { handOverMail, type IncomingMail, type MailHandler } from './hand-over-mail.ts'
import { receiveMail } from './inbox.ts'
import { queueMail } from './outbox.ts'
import { asPostman, mailTables } from './postman.ts'
import { tokenOf } from './reply-token.ts'

const BOXES = {
  mailFrom: { name: 'Schakel', address: 'vraag@hub.example' },
  mailIn: { name: '', address: 'vraag@hub.example' },
}
const START = new Date('2026-03-12T10:00:00Z')
const minutesOn = (minutes: number) => new Date(START.getTime() + minutes * 60_000)

const mailOf = (number: number, headers = '', body = 'Hoe begin ik?') =>
  Buffer.from(
    `From: Jan Smit <Jan@smit.example>\r\nTo: vraag+ABCDEF123456@hub.example\r\nSubject: Vraag ${number}\r\n` +
      `Message-ID: <${number}@smit.example>\r\n${headers}\r\n${body}\r\n`,
  )

describeOnDatabases('mail that comes in', (use) => {
  const receive = (raw: Buffer, now = START) => receiveMail({ db: use().db, now: () => now }, raw, BOXES)
  const handOver = async (handler: MailHandler, now = START) => {
    const errors: unknown[] = []
    const done = await handOverMail({ db: use().db, now: () => now }, handler, {
      report: (e) => errors.push(e),
    })
    return { done, errors }
  }
  const collected = async (now = START) => {
    const mails: IncomingMail[] = []
    await handOver(async (_, mail) => void mails.push(mail), now)
    return mails
  }
  const rows = () =>
    asPostman(use().db, (tx) => mailTables(tx).selectFrom('incomingMail').selectAll().execute())

  test('waits until a feature takes it, whole, and is handed over once', async () => {
    const attached =
      'MIME-Version: 1.0\r\nContent-Type: multipart/mixed; boundary=x\r\nIn-Reply-To: <a@b>\r\nReferences: <a@b> <c@d>\r\n'
    const body =
      '--x\r\nContent-Type: text/plain; charset=utf-8\r\n\r\nZie bijlage.\r\n--x\r\nContent-Type: application/pdf\r\n' +
      'Content-Disposition: attachment; filename="offerte.pdf"\r\nContent-Transfer-Encoding: base64\r\n\r\nAAEC/w==\r\n' +
      '--x\r\nContent-Type: application/octet-stream\r\nContent-Disposition: attachment; filename="factuur.pdf.exe"\r\n\r\nMZ\r\n--x--'
    expect(await receive(mailOf(1, attached, body))).toEqual({ ok: true, value: 'received' })

    const [mail, ...more] = await collected(minutesOn(1))
    expect(more).toEqual([])
    expect(mail).toMatchObject({
      from: { address: 'jan@smit.example', name: 'Jan Smit' },
      recipients: ['vraag+abcdef123456@hub.example'],
      subject: 'Vraag 1',
      text: 'Zie bijlage.',
      inReplyTo: '<a@b>',
      references: ['<a@b>', '<c@d>'],
      receivedAt: START,
      dropped: [{ name: 'factuur.pdf.exe', sizeBytes: 3, why: 'dangerous' }],
      mayAnswer: true,
    })
    expect(mail && tokenOf(mail)).toBe('ABCDEF123456')
    const [attachment] = mail?.attachments ?? []
    expect(attachment).toMatchObject({ name: 'offerte.pdf', type: 'application/pdf' })
    expect([...(attachment?.content ?? [])]).toEqual([0, 1, 2, 255])
    expect(await collected(minutesOn(2))).toEqual([])
  })

  test('delivered ten times at once it is one mail', async () => {
    const results = await Promise.all(Array.from({ length: 10 }, () => receive(mailOf(1))))
    expect(results.filter((result) => result.ok && result.value === 'received')).toHaveLength(1)
    expect(await collected()).toHaveLength(1)
  })

  test('one without Message-ID is known by its content', async () => {
    const raw = Buffer.from('From: a@b.example\r\nSubject: x\r\n\r\nHallo\r\n')
    expect(await receive(raw)).toEqual({ ok: true, value: 'received' })
    expect(await receive(raw)).toEqual({ ok: true, value: 'known-already' })
    expect(await receive(Buffer.concat([raw, raw]))).toEqual({ ok: true, value: 'received' })
  })

  test('nobody keeps a mail of another out by using its Message-ID first', async () => {
    await receive(Buffer.from('From: thief@x.example\r\nMessage-ID: <1@smit.example>\r\n\r\nx'))
    expect(await receive(mailOf(1))).toEqual({ ok: true, value: 'received' })
  })

  test('our own mail that comes back is kept and handed to nobody', async () => {
    const own = '0b0f5c0e-7c5c-4b7e-9a59-3e2d43d0c9a1.schakel@hub.example'
    const looped = Buffer.from(`From: a@b.example\r\nMessage-ID: <${own}>\r\nSubject: x\r\n\r\nx`)
    expect(await receive(looped)).toEqual({ ok: true, value: 'held-back' })
    const ours = Buffer.from('From: vraag@hub.example\r\nMessage-ID: <z@z>\r\nSubject: x\r\n\r\nx')
    expect(await receive(ours)).toEqual({ ok: true, value: 'held-back' })
    expect(await collected()).toEqual([])
  })

  test('an answer to our own mail is not a loop', async () => {
    const own = '<0b0f5c0e-7c5c-4b7e-9a59-3e2d43d0c9a1.schakel@hub.example>'
    expect(await receive(mailOf(1, `In-Reply-To: ${own}\r\nReferences: ${own}\r\n`))).toMatchObject({
      value: 'received',
    })
  })

  test('more than twenty an hour from one address are kept and handed to nobody; an hour later it goes on', async () => {
    const results: unknown[] = []
    for (let number = 0; number < 25; number++) results.push(await receive(mailOf(number)))
    expect(results.filter((result) => (result as { value: string }).value === 'held-back')).toHaveLength(5)
    expect(await collected()).toHaveLength(20)
    expect(await receive(mailOf(30), minutesOn(61))).toMatchObject({ value: 'received' })
  })

  test('two machines that answer each other stop: an automatic reply may not be answered', async () => {
    const answer: MailHandler = async (tx, mail, now) => {
      if (!mail.mayAnswer) return
      const headers = { 'Auto-Submitted': 'auto-replied' }
      await queueMail(
        tx,
        {
          key: `received ${mail.id}`,
          recipient: mail.from.address,
          subject: 'Ontvangen',
          body: 'Dank u.',
          headers,
        },
        now,
      )
    }
    const queued = () =>
      asPostman(use().db, (tx) => mailTables(tx).selectFrom('outbox').select('key').execute())
    await receive(mailOf(1))
    await handOver(answer)
    expect(await queued()).toHaveLength(1)
    await receive(mailOf(2, 'Auto-Submitted: auto-replied\r\n'))
    expect((await handOver(answer)).done).toBe(1)
    expect(await queued()).toHaveLength(1)
  })

  test('what a handler did is undone when it fails, other mail goes on, and it comes again, eight times', async () => {
    await receive(mailOf(1))
    await receive(mailOf(2))
    let tries = 0
    const failing: MailHandler = async (tx, mail, now) => {
      await queueMail(tx, { key: mail.id, recipient: 'a@b.example', subject: mail.subject, body: '' }, now)
      if (mail.subject !== 'Vraag 1') return
      tries++
      throw new Error('no')
    }
    expect(await handOver(failing)).toMatchObject({ done: 1, errors: [expect.any(Error)] })
    for (let minute = 1; minute < 500; minute += 5) await handOver(failing, minutesOn(minute))

    expect(tries).toBe(8)
    expect((await rows()).filter(({ givenUpAt }) => givenUpAt !== null)).toHaveLength(1)
    const queued = await asPostman(use().db, (tx) =>
      mailTables(tx).selectFrom('outbox').select('subject').execute(),
    )
    expect(queued).toEqual([{ subject: 'Vraag 2' }])
  })

  test('ten at once hand each mail over once', async () => {
    for (let number = 0; number < 15; number++) await receive(mailOf(number))
    const seen: string[] = []
    const handler: MailHandler = async (_, mail) => void seen.push(mail.subject)
    await Promise.all(Array.from({ length: 10 }, () => handOver(handler)))
    expect(seen).toHaveLength(15)
    expect(new Set(seen).size).toBe(15)
  })

  test('a handler has the rights of a visitor, not of the postman', async () => {
    await receive(mailOf(1))
    const { errors } = await handOver(
      async (tx) => void (await mailTables(tx).selectFrom('outbox').selectAll().execute()),
    )
    expect(String(errors[0])).toMatch(/permission denied/)
  })

  test('thirty days after it was handled nothing personal is left, and it is still known', async () => {
    await receive(mailOf(1))
    await receive(mailOf(2))
    await handOver(async (_, { subject }) => {
      if (subject === 'Vraag 2') throw new Error('not yet')
    })
    const later = minutesOn(30 * 24 * 60)
    expect(await forgetOldMail({ db: use().db, now: () => later })).toBe(1)

    const kept = JSON.stringify((await rows()).filter(({ emptiedAt }) => emptiedAt !== null))
    expect(kept).not.toMatch(/smit|Vraag|begin/i)
    expect(await receive(mailOf(1), later)).toMatchObject({ value: 'known-already' })
  })

  test('who is erased is in no mail any more, sent, waiting or received', async () => {
    await receive(mailOf(1))
    await asPublic(use().db, (tx) =>
      queueMail(tx, { key: 'x', recipient: 'Jan@smit.example', subject: 'Aan Jan', body: 'Dag Jan' }, START),
    )
    await asPublic(use().db, (tx) => eraseMailOf(tx, 'jan@smit.example', START))

    const out = await asPostman(use().db, (tx) => mailTables(tx).selectFrom('outbox').selectAll().execute())
    expect(JSON.stringify([await rows(), out])).not.toMatch(/smit|Jan/i)
    expect(out).toMatchObject([{ givenUpAt: START }])
    expect(await collected()).toEqual([])
  })
})

test.each([
  ['nothing', ''],
  ['no headers', 'just some words'],
  ['a picture', '\x89PNG\r\n\x1a\n\0\0'],
  ['too many nested parts', nested(40)],
])('%s is not a mail', async (_, raw) => {
  const { readMail } = await import('./read-mail.ts')
  expect(await readMail(Buffer.from(raw))).toEqual({ ok: false, error: 'not-a-mail' })
})

function nested(depth: number): string {
  const parts = Array.from(
    { length: depth },
    (_, n) => `Content-Type: multipart/mixed; boundary=b${n}\r\n\r\n--b${n}\r\n`,
  )
  return `From: a@b.example\r\nMIME-Version: 1.0\r\n${parts.join('')}`
}
