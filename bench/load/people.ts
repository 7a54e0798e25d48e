import { setTimeout as pause } from 'node:timers/promises'
import type { SmtpSink } from '../../test/smtp-sink.ts'
import type { World } from './world.ts'

const AT_ONCE = 8

/** Signs everybody of the world in as people do: asks for a link, reads it in the mail, and follows it. */
export async function signEverybodyIn(url: string, sink: SmtpSink, world: World): Promise<World> {
  const emails = [...world.advisers, ...world.entrepreneurs].map(({ email }) => email)
  const cookies = new Map<string, string>()
  const waiting = emails.entries()
  const work = async () => {
    for (const [n, email] of waiting) cookies.set(email, await signIn(url, sink, email, n))
  }
  await Promise.all(Array.from({ length: AT_ONCE }, work))
  const withCookie = <T extends Readonly<{ email: string }>>(one: T) => ({
    ...one,
    cookie: cookies.get(one.email) ?? '',
  })
  return {
    ...world,
    advisers: world.advisers.map(withCookie),
    entrepreneurs: world.entrepreneurs.map(withCookie),
  }
}

async function signIn(url: string, sink: SmtpSink, email: string, n: number): Promise<string> {
  const visitor = `10.8.${n >> 8}.${n & 255}`
  const asked = await post(`${url}/inloggen`, { email, terug: '/mijn' }, visitor)
  if (asked.status !== 303) throw new Error(`${email} could not ask for a link: ${asked.status}`)
  const path = await linkIn(sink, email)
  const followed = await post(url + path, {}, visitor)
  const cookie = followed.headers.getSetCookie()[0]?.split(';')[0]
  if (followed.status !== 303 || cookie === undefined)
    throw new Error(`${email} could not sign in: ${followed.status}`)
  return cookie
}

async function linkIn(sink: SmtpSink, email: string): Promise<string> {
  for (let tries = 0; tries < 1200; tries++) {
    const mail = sink.mails.find(({ to, raw }) => to === email && raw.includes('/inloggen/link/'))
    const path = /\/inloggen\/link\/[\w-]{43}/.exec(mail?.raw.replaceAll(/=\r?\n/g, '') ?? '')?.[0]
    if (path !== undefined) return path
    await pause(50)
  }
  throw new Error(`no mail came for ${email}`)
}

const post = (address: string, form: Readonly<Record<string, string>>, visitor: string) =>
  fetch(address, {
    ...{ method: 'POST', body: new URLSearchParams(form), redirect: 'manual' },
    headers: { 'x-forwarded-for': visitor },
  })
