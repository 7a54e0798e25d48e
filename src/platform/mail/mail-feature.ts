import { readFileSync } from 'node:fs'
import { readConfig } from '../config.ts'
import { isInvented } from '../invented.ts'
import { type Command, EXIT, type Feature } from '../feature.ts'
import { stackOf } from '../jobs/background-work.ts'
import type { Task } from '../jobs/task.ts'
import { forgetOldMail } from './forget-mail.ts'
import { handOverMail, type MailHandler } from './hand-over-mail.ts'
import { describeInboundMail, inboundMail } from './inbound-mail.ts'
import { MAX_MAIL_BYTES, onMailReceived, receiveMail } from './inbox.ts'
import { mailPersonalData } from './personal-data.ts'
import { type MailConfig, mailboxesOf, mailerOf, withoutMailServer } from './mail-settings.ts'
import { onMailQueued } from './outbox.ts'
import { sendDueMail } from './send-mail.ts'

export type MailParts = Readonly<{
  config: MailConfig | undefined // absent on the command line, where nothing runs in the background
  onMail: MailHandler | undefined // without it mail that came in stays waiting
  say: (line: string) => void // for the log
}>

/** Mail out, mail in, and what keeps both going. */
export const mailFeature = ({ config, onMail, say }: MailParts): Feature => ({
  name: 'mail',
  commands: [receiveMailCommand],
  api: describeInboundMail,
  personalData: mailPersonalData,
  ...(config === undefined
    ? {}
    : { tasks: mailTasks(config, onMail, say), intake: (app) => inboundMail(app, config) }),
})

function mailTasks(config: MailConfig, onMail: MailHandler | undefined, say: (line: string) => void): Task[] {
  const mailers = { real: mailerOf(config, say), folder: mailerOf(withoutMailServer(config), say) }
  const out: Task = {
    name: 'mail-out',
    everyMinutes: 1,
    run: async (ctx, signal) => {
      const mailer = (await isInvented(ctx.db)) ? mailers.folder : mailers.real // nobody gets mail of an invented network
      await sendDueMail(ctx, { mailer, note: say, signal })
    },
    wokenBy: onMailQueued,
  }
  const forget: Task = {
    name: 'mail-forget',
    everyMinutes: 24 * 60,
    run: async (ctx) => {
      await forgetOldMail(ctx)
    },
  }
  return onMail === undefined ? [out, forget] : [out, forget, mailIn(onMail, say)]
}

const mailIn = (onMail: MailHandler, say: (line: string) => void): Task => ({
  name: 'mail-in',
  everyMinutes: 1,
  run: async (ctx, signal) => {
    const report = (error: unknown) => say(`mail: one that came in could not be handled (${stackOf(error)})`)
    await handOverMail(ctx, onMail, { report, signal })
  },
  wokenBy: onMailReceived,
})

const receiveMailCommand: Command = {
  name: 'receive-mail',
  usage: '[FILE]',
  summary: 'Takes in a mail from standard input or a file, for a mail host that pipes mail to a program.',
  help: 'Needs DATABASE_URL while the site runs. Exit code 0: it is saved, or was already. Anything else: let the mail host keep it and try again.',
  positionals: { min: 0, max: 1 },
  run: async ({ positionals: [file] }, io) => {
    const config = readConfig(io.env)
    if (!config.ok) return refuseInput(io.err, config.error)
    const raw = readFileSync(file ?? 0)
    if (raw.length > MAX_MAIL_BYTES)
      return refuseInput(io.err, `a mail may hold ${MAX_MAIL_BYTES} bytes at most`)

    const received = await receiveMail(await io.openCtx(), raw, mailboxesOf(config.value))
    if (!received.ok) return refuseInput(io.err, 'this is not a mail')
    io.out(received.value)
    return EXIT.done
  },
}

function refuseInput(err: (text: string) => void, sentence: string) {
  err(`schakel: ${sentence}`)
  return EXIT.badInput
}
