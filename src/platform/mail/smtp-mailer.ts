import type SMTPConnection from 'nodemailer/lib/smtp-connection'
import { ok, refuse } from '#engine/kernel/result.ts'
import type { Mailbox } from './mail-address.ts'
import type { Delivery, MailConnection, Mailer } from './mailer.ts'
import { composeMessage, type OutgoingMail } from './message.ts'

/** How long a mail server may take: to be reached and let us in; to say something; for one whole message. */
export type Patience = Readonly<{ connectMs: number; silenceMs: number; messageMs: number }>

const PATIENCE: Patience = { connectMs: 20_000, silenceMs: 60_000, messageMs: 120_000 }

/** Sends by the server at SMTP_URL: smtp:// or smtps://, with name and password in it where it asks for them. */
export function smtpMailer(smtpUrl: string, from: Mailbox, patience: Patience = PATIENCE): Mailer {
  return {
    open: async () => {
      const { default: Connection } = await import('nodemailer/lib/smtp-connection') // 0.1 s, only when there is mail
      const connection = new Connection(optionsOf(smtpUrl, patience))
      const problem = await entered(connection, credentialsOf(smtpUrl))
      if (problem === undefined) return ok(connected(connection, from, patience))
      connection.close()
      return refuse(codeOf(problem))
    },
  }
}

/** Without encryption only to this machine, or where the address says ?tls=optional. */
function optionsOf(smtpUrl: string, { connectMs, silenceMs }: Patience): SMTPConnection.Options {
  const { protocol, hostname, port, searchParams } = new URL(smtpUrl)
  const secure = protocol === 'smtps:'
  const isHere = ['localhost', '127.0.0.1', '[::1]'].includes(hostname)
  return {
    host: hostname.replace(/^\[(.*)\]$/, '$1'),
    port: port === '' ? (secure ? 465 : 587) : Number(port),
    secure,
    requireTLS: !secure && !isHere && searchParams.get('tls') !== 'optional',
    connectionTimeout: connectMs,
    greetingTimeout: connectMs,
    dnsTimeout: connectMs,
    socketTimeout: silenceMs,
  }
}

function credentialsOf(smtpUrl: string): SMTPConnection.AuthenticationType | undefined {
  const { username, password } = new URL(smtpUrl)
  if (username === '') return undefined
  return { credentials: { user: decodeURIComponent(username), pass: decodeURIComponent(password) } }
}

/** Reaches the server and signs in; gives what went wrong. */
const entered = (connection: SMTPConnection, auth: SMTPConnection.AuthenticationType | undefined) =>
  new Promise<SMTPConnection.SMTPError | undefined>((resolve) => {
    const done = (problem?: SMTPConnection.SMTPError | null) => resolve(problem ?? undefined)
    connection.on('error', done)
    connection.once('end', () => done(Object.assign(new Error('closed'), { code: 'ECONNECTION' })))
    connection.connect((problem) => {
      if (problem || auth === undefined) return done(problem)
      connection.login(auth, done)
    })
  })

const connected = (connection: SMTPConnection, from: Mailbox, patience: Patience): MailConnection => ({
  deliver: async (mail) => {
    const delivery = await delivered(connection, from, mail, patience)
    return delivery.kind === 'accepted' || delivery.isBroken || (await isReset(connection, patience))
      ? delivery
      : { ...delivery, isBroken: true }
  },
  close: () => connection.quit(),
})

async function delivered(
  connection: SMTPConnection,
  from: Mailbox,
  mail: OutgoingMail,
  { messageMs }: Patience,
): Promise<Delivery> {
  const bytes = await composeMessage(mail, from)
  const envelope = { from: from.address, to: [mail.recipient], size: bytes.length }
  return new Promise((resolve) => {
    const late = setTimeout(() => {
      resolve({ kind: 'later', reason: 'ETIMEDOUT', isBroken: true })
      connection.close()
    }, messageMs)
    connection.send(envelope, bytes, (problem) => {
      clearTimeout(late)
      resolve(problem ? deliveryOf(problem, connection.destroyed) : { kind: 'accepted' })
    })
  })
}

/** After a refusal the next message begins anew. */
const isReset = (connection: SMTPConnection, { silenceMs }: Patience) =>
  new Promise<boolean>((resolve) => {
    const late = setTimeout(() => resolve(false), silenceMs)
    connection.reset((problem) => {
      clearTimeout(late)
      resolve(!problem)
    })
  })

/**
 * A 5xx answer is a refusal, except 421's kind where the connection went too. It is about the recipient when it came
 * to RCPT TO, unless its enhanced code (RFC 3463) says that it is about rights or security (5.7), so about us.
 */
function deliveryOf(problem: SMTPConnection.SMTPError, isBroken: boolean): Delivery {
  const { responseCode = 0, command } = problem
  const reason = codeOf(problem)
  if (responseCode < 500) return { kind: 'later', reason, isBroken }
  const isAddress = command === 'RCPT TO' && !/ 5\.7\./.test(reason)
  return { kind: 'refused', isAddress, reason, isBroken }
}

/** 'RCPT TO 550 5.1.1' or 'CONN ESOCKET ECONNREFUSED'. */
function codeOf({ command, code, originalCode, response, responseCode }: SmtpProblem): string {
  const enhanced = /^\d{3}[ -](\d\.\d{1,3}\.\d{1,3})\b/.exec(response ?? '')?.[1]
  const parts = responseCode === undefined ? [command, code, originalCode] : [command, responseCode, enhanced]
  return parts.filter((part) => part !== undefined && part !== '').join(' ')
}

type SmtpProblem = SMTPConnection.SMTPError & { originalCode?: unknown }
