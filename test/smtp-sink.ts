import { once } from 'node:events'
import { createServer, type Socket } from 'node:net'
import { buffer } from 'node:stream/consumers'
import { SMTPServer } from 'smtp-server'

/** `dies` takes the whole message and breaks the connection instead of saying 250. */
export type Behaviour = 'accepts' | 'refuses' | 'unknown-recipient' | 'no-rights' | 'later' | 'dies' | 'slow'

export type SunkMail = Readonly<{ messageId: string; to: string; raw: string; wasAcknowledged: boolean }>

export type SmtpSink = Readonly<{
  url: string
  port: number
  mails: SunkMail[] // everything that came in whole, doubles included
  behave: (behaviour: Behaviour | ((to: string) => Behaviour)) => void
  stop: () => Promise<void>
}>

/** A real mail server on the loopback that keeps what it gets. */
export async function startSmtpSink(port = 0): Promise<SmtpSink> {
  const mails: SunkMail[] = []
  const sockets = new Set<Socket>()
  let behaviourOf: (to: string) => Behaviour = () => 'accepts'

  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS'],
    disableReverseLookup: true,
    logger: false,
    onRcptTo: ({ address }, _, answer) => answer(refusalAtRecipient(behaviourOf(address))),
    onData: async (stream, session, answer) => {
      const raw = await buffer(stream).then(String, () => undefined)
      if (raw === undefined) return // the client went away in the middle
      const to = session.envelope.rcptTo[0]?.address ?? ''
      const behaviour = behaviourOf(to)
      if (behaviour === 'refuses') return answer(withCode(554, '5.7.1 Looks like spam'))
      if (behaviour === 'later') return answer(withCode(451, '4.3.0 Try again later'))

      const messageId = /^message-id:\s*(\S+)/im.exec(raw)?.[1] ?? ''
      mails.push({ messageId, to, raw, wasAcknowledged: behaviour !== 'dies' })
      if (behaviour === 'dies') return cut()
      setTimeout(() => answer(null), behaviour === 'slow' ? 20 : 0)
    },
  })
  const cut = () => {
    for (const socket of sockets) socket.destroy()
  }
  server.server.on('connection', (socket: Socket) => {
    sockets.add(socket)
    socket.once('close', () => sockets.delete(socket))
  })
  server.on('error', () => {}) // a client that went away in the middle
  server.listen(port, '127.0.0.1')
  await once(server.server, 'listening')
  const address = server.server.address()
  const actual = typeof address === 'object' && address !== null ? address.port : 0

  return {
    url: `smtp://127.0.0.1:${actual}`,
    port: actual,
    mails,
    behave: (behaviour) => {
      behaviourOf = typeof behaviour === 'function' ? behaviour : () => behaviour
    },
    stop: () =>
      new Promise((resolve) => {
        server.close(() => resolve())
        cut()
      }),
  }
}

function refusalAtRecipient(behaviour: Behaviour): Error | null {
  if (behaviour === 'unknown-recipient') return withCode(550, '5.1.1 <who@x.example> does not exist')
  return behaviour === 'no-rights' ? withCode(554, '5.7.1 Relay access denied') : null
}

const withCode = (responseCode: number, message: string) =>
  Object.assign(new Error(message), { responseCode })

/** A server that takes connections and says nothing. */
export async function startSilentServer(): Promise<Readonly<{ url: string; stop: () => Promise<void> }>> {
  const sockets = new Set<Socket>()
  const server = createServer((socket) => sockets.add(socket))
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  const stop = async () => {
    for (const socket of sockets) socket.destroy()
    server.close()
  }
  return { url: `smtp://127.0.0.1:${typeof address === 'object' ? address?.port : 0}`, stop }
}
