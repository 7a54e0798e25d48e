import { setTimeout as pause } from 'node:timers/promises'
import { parseArgs } from 'node:util'
import { openDatabase } from '#platform/database.ts'
import { asPublic } from '#platform/link-holder.ts'
import { mailerOf } from '#platform/mail/mail-settings.ts'
import { queueMail } from '#platform/mail/outbox.ts'
import { sendDueMail } from '#platform/mail/send-mail.ts'

/*
 * A process that is to be killed: it queues mail and sends mail at the same time, and says `queued N` when that is
 * committed. With --drain it only sends, until nothing is left. --clock-ms is what its clock is ahead.
 */

const { values } = parseArgs({
  options: {
    'clock-ms': { type: 'string', default: '0' },
    from: { type: 'string', default: '0' },
    drain: { type: 'boolean', default: false },
  },
})
const say = (line: string) => process.stdout.write(`${line}\n`)
process.stdout.on('error', () => process.exit(1)) // whoever was to kill this is gone itself
const dataDir = process.env['DATA_DIR'] ?? ''
const databaseUrl = process.env['DATABASE_URL']
const opened = await openDatabase({ dataDir, ...(databaseUrl ? { databaseUrl } : {}) })
if (!opened.ok) throw new Error(opened.error)

const { db } = opened.value
const now = () => new Date(Date.now() + Number(values['clock-ms']))
const config = { dataDir, smtpUrl: process.env['SMTP_URL'] ?? '', mailFrom: 'Schakel <vraag@hub.example>' }
const parts = { mailer: mailerOf(config, say), note: say }
say('ready')

if (values.drain) {
  await sendDueMail({ db, now }, parts)
  process.exit(0)
}

async function queueForEver(): Promise<never> {
  for (let number = Number(values.from); ; number++) {
    const mail = {
      key: `mail ${number}`,
      recipient: `firm-${number}@example.org`,
      subject: 'Test',
      body: 'Test',
    }
    await asPublic(db, (tx) => queueMail(tx, mail, now()))
    say(`queued ${number}`)
    await pause(5) // the embedded database works in this thread: let the mail server get a word in
  }
}

async function sendForEver(): Promise<never> {
  for (;;) {
    await sendDueMail({ db, now }, parts)
    await pause(5)
  }
}

await Promise.all([queueForEver(), sendForEver()])
