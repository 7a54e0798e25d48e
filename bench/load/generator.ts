import { Agent, request } from 'node:http'
import { gunzipSync } from 'node:zlib'
import { makeRng } from '../../src/engine/kernel/rng.ts'
import { type Begun, type Mix, visitorsOf } from './mix.ts'
import { encoded, faultOf, type LoadReply, type LoadRequest } from './request.ts'
import type { World } from './world.ts'

/** A process of its own, so that what it measures does not wait for what it does. Told what to do by its parent. */
export type Order = Readonly<{
  url: string
  world: World
  mix: Mix
  ratePerSecond: number
  warmUpSeconds: number // sent, checked, and not counted
  seconds: number
  seed: number
}>

export type KindTimes = Readonly<{ kind: string; isWrite: boolean; ms: Float64Array }>
export type Sent = Readonly<{
  times: readonly KindTimes[] // of the requests that were answered as they should be
  faults: Readonly<Record<string, number>> // what went wrong, with how often; of the warming up too
  requests: number
  seconds: number // from the first counted request to the last answer
  latestSendMs: number // how far the sending itself lagged behind at worst, and at the 99th percentile
  lateSendP99Ms: number
}>
export type FromGenerator = Readonly<{ say: 'counting' }> | Readonly<{ say: 'done'; sent: Sent }>

/** A request that has no answer this long after it was due is given up. */
const LONGEST_MS = 30_000
const MOST_CONNECTIONS = 256
/** A connection that nobody used this long is closed here, before the site does so. */
const IDLE_MS = 2_500
const TICK_MS = 1

async function generate(order: Order, tell: (message: FromGenerator) => void): Promise<Sent> {
  const { ratePerSecond, warmUpSeconds, seconds } = order
  const agent = new Agent({
    keepAlive: true,
    maxSockets: MOST_CONNECTIONS,
    scheduling: 'lifo',
    timeout: IDLE_MS,
  })
  const crowd = crowdOf(order)
  const tally = tallyOf()
  const [warmUp, total] = [warmUpSeconds, warmUpSeconds + seconds].map((span) =>
    Math.round(span * ratePerSecond),
  )
  const begin = performance.now() + 50
  const running = new Set<Promise<void>>()
  let next = 0
  let countingSince = 0

  const sendDue = () => {
    const now = performance.now()
    for (; next < total! && begin + (next * 1000) / ratePerSecond <= now; next++) {
      const dueAt = begin + (next * 1000) / ratePerSecond
      const isCounted = next >= warmUp!
      if (next === warmUp) {
        countingSince = dueAt
        tell({ say: 'counting' })
      }
      if (isCounted) tally.lateMs.push(now - dueAt)
      const { wanted, answered } = crowd.next()
      const done = send(order.url, agent, wanted, dueAt).then((reply) => {
        const fault = typeof reply === 'string' ? reply : faultOf(wanted, reply)
        if (fault !== undefined) tally.fault(wanted, fault)
        else if (isCounted) tally.add(wanted, performance.now() - dueAt)
        answered(typeof reply === 'string' || fault !== undefined ? undefined : reply)
      })
      running.add(done)
      done.finally(() => running.delete(done))
    }
  }
  await new Promise<void>((resolve) => {
    const timer = setInterval(() => {
      sendDue()
      if (next < total!) return
      clearInterval(timer)
      resolve()
    }, TICK_MS)
  })
  await Promise.all(running)
  agent.destroy()
  return tally.told(total! - warmUp!, (performance.now() - countingSince) / 1000)
}

/** Visitors in the middle of something go on with it before new ones come. */
function crowdOf({ world, mix, seed }: Order) {
  const visitors = visitorsOf(world, mix, makeRng(seed, 2))
  const waiting = new Map<string, { begun: Begun; wanted: LoadRequest }[]>()
  const next = (): { wanted: LoadRequest; answered: (reply: LoadReply | undefined) => void } => {
    const errand = visitors.errand()
    const { begun, wanted } = waiting.get(errand)?.shift() ?? fresh(visitors.begin(errand))
    const answered = (reply: LoadReply | undefined) => {
      const step = reply === undefined ? undefined : begun.walk.next(reply)
      if (step === undefined || step.done) return begun.ended()
      const queue = waiting.get(errand) ?? []
      waiting.set(errand, queue)
      queue.push({ begun, wanted: step.value })
    }
    return { wanted, answered }
  }
  return { next }
}

function fresh(begun: Begun): { begun: Begun; wanted: LoadRequest } {
  const first = begun.walk.next(undefined as never) // what a generator is first called with goes nowhere
  if (first.done) throw new Error('a visitor who wants nothing')
  return { begun, wanted: first.value }
}

/** The answer, or why there is none. The clock runs from when the request was due, in a queue for a connection too. */
function send(url: string, agent: Agent, wanted: LoadRequest, dueAt: number): Promise<LoadReply | string> {
  const { path, form, cookie, visitor } = wanted
  const body = form === undefined ? undefined : encoded(form)
  const headers = {
    ...{ 'accept-encoding': 'gzip', 'x-forwarded-for': visitor },
    ...(cookie === undefined ? {} : { cookie }),
    ...(body === undefined
      ? {}
      : {
          'content-type': 'application/x-www-form-urlencoded',
          'content-length': Buffer.byteLength(body),
          'sec-fetch-site': 'same-origin',
        }),
  }
  return new Promise((resolve) => {
    const limit = LONGEST_MS - (performance.now() - dueAt)
    const method = body === undefined ? 'GET' : 'POST'
    const asked = request(new URL(path, url), { agent, method, headers }, (response) => {
      const chunks: Buffer[] = []
      response.on('data', (chunk: Buffer) => chunks.push(chunk))
      response.on('error', (error) => resolve(`cut off: ${error.message}`))
      response.on('end', () => {
        clearTimeout(giveUp)
        const raw = Buffer.concat(chunks)
        const isZipped = response.headers['content-encoding'] === 'gzip'
        resolve({
          status: response.statusCode ?? 0,
          location: response.headers.location ?? '',
          text: (isZipped ? gunzipSync(raw) : raw).toString(),
        })
      })
    })
    const giveUp = setTimeout(() => {
      resolve(`no answer in ${LONGEST_MS / 1000} s`)
      asked.destroy()
    }, limit)
    asked.on('error', (error: NodeJS.ErrnoException) => {
      clearTimeout(giveUp)
      resolve(error.code ?? error.message)
    })
    asked.end(body)
  })
}

function tallyOf() {
  const times = new Map<string, { isWrite: boolean; ms: number[] }>()
  const faults: Record<string, number> = {}
  const lateMs: number[] = []
  const add = ({ kind, form }: LoadRequest, ms: number) => {
    const one = times.get(kind) ?? { isWrite: form !== undefined, ms: [] }
    times.set(kind, one)
    one.ms.push(ms)
  }
  const fault = ({ kind }: LoadRequest, why: string) => {
    const name = `${kind}: ${why}`
    faults[name] = (faults[name] ?? 0) + 1
  }
  const told = (requests: number, seconds: number): Sent => {
    const sorted = lateMs.toSorted((a, b) => a - b)
    return {
      times: [...times].map(([kind, { isWrite, ms }]) => ({ kind, isWrite, ms: Float64Array.from(ms) })),
      ...{ faults, requests, seconds, latestSendMs: sorted.at(-1) ?? 0 },
      lateSendP99Ms: sorted[Math.floor(0.99 * sorted.length)] ?? 0,
    }
  }
  return { add, fault, told, lateMs }
}

process.once('message', async (order: Order) => {
  const tell = (message: FromGenerator) => process.send?.(message)
  const sent = await generate(order, tell)
  tell({ say: 'done', sent })
})
process.once('disconnect', () => process.exit()) // whoever asked for it knows enough, or is gone
