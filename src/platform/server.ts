import type { Server } from 'node:http'
import { createAdaptorServer } from '@hono/node-server'
import { ok, type Result, refuse } from '#engine/kernel/result.ts'
import type { Config } from './config.ts'
import type { App } from './http.ts'

export type RunningServer = Readonly<{ url: string; close: () => Promise<void> }>

const HEADERS_TIMEOUT_MS = 10_000
const REQUEST_TIMEOUT_MS = 30_000
const KEEP_ALIVE_MS = 5_000
const DRAIN_MS = 5_000

/** Listens; refuses with a sentence where the port or the address can't be had. */
export async function listen(
  app: App,
  { host, port }: Pick<Config, 'host' | 'port'>,
): Promise<Result<RunningServer, string>> {
  const server = createAdaptorServer({
    fetch: app.fetch,
    serverOptions: {
      headersTimeout: HEADERS_TIMEOUT_MS,
      requestTimeout: REQUEST_TIMEOUT_MS,
      keepAliveTimeout: KEEP_ALIVE_MS,
      connectionsCheckingInterval: 2_000,
      maxHeaderSize: 16_384,
    },
  }) as Server
  const problem = await new Promise<NodeJS.ErrnoException | undefined>((resolve) => {
    server.once('error', resolve)
    server.listen(port, host, () => resolve(undefined))
  })
  if (problem !== undefined) return refuse(listenProblem(problem, host, port))

  return ok({ url: urlOf(server, host), close: () => drain(server) })
}

function listenProblem(problem: NodeJS.ErrnoException, host: string, port: number): string {
  if (problem.code === 'EADDRINUSE') {
    return `Port ${port} on ${host} is in use by another program. Stop it, or set PORT to another number, for instance PORT=${port + 1}.`
  }
  if (problem.code === 'EACCES') {
    return `Port ${port} may not be used by this user. Set PORT to a number above 1023.`
  }
  return `Can't listen on HOST ${host}, PORT ${port}: ${problem.message}.`
}

function urlOf(server: Server, host: string): string {
  const address = server.address()
  const port = typeof address === 'object' && address !== null ? address.port : ''
  const name = host === '0.0.0.0' || host === '::' ? 'localhost' : host.includes(':') ? `[${host}]` : host
  return `http://${name}:${port}`
}

/** No new requests; those running get a few seconds to finish. */
async function drain(server: Server): Promise<void> {
  const closed = new Promise<void>((resolve) => server.close(() => resolve()))
  server.closeIdleConnections()
  const cut = setTimeout(() => server.closeAllConnections(), DRAIN_MS)
  await closed
  clearTimeout(cut)
}
