import { randomBytes } from 'node:crypto'
import { ONCE_FIELD } from '#platform/ui/once-key.ts'
import { BODIES, ENDING, namesOf, WRONG_TOKENS } from './route-decisions.ts'
import { formsIn, type SentForm } from './route-forms.ts'
import { marksIn, tokenOf } from './route-marks.ts'
import type { Person, World } from './route-world.ts'
import { pathsOf, type Route, routesOf } from './routes.ts'
import { TENANTS, type Tenant } from './tenants.ts'

/** What one request brought to light or changed. */
export type Found = Readonly<{ route: string; path: string; tables: readonly string[] }>
const tenantOf = (person: Person): Tenant => (person === 'coordinator of b' ? 'b' : 'a')
const nameOf = ({ method, path }: Route) => `${method} ${path}`

const withNames = (path: string, tenant: Tenant) =>
  path.startsWith('/v1') ? path : `${path}?${new URLSearchParams(namesOf(tenant))}`

/** Every address of a route that leads to a tenant: as its owner knows it, or with links that are nobody's. */
function addressesOf({ path }: Route, tenant: Tenant, tokens: readonly string[]): readonly string[] {
  const all = tokens.flatMap((token) => pathsOf(path, tenant, token) ?? [])
  return [...new Set(all)].map((one) => withNames(one, tenant))
}

export type Reading = Readonly<{
  tenants: readonly Tenant[]
  tokens: (tenant: Tenant) => readonly string[]
}>

/** Reads every route; gives where words of a tenant stood, and the forms that were there. */
export async function readAll(
  { app, browserOf }: World,
  person: Person,
  { tenants, tokens }: Reading,
): Promise<Readonly<{ found: readonly Found[]; forms: readonly SentForm[] }>> {
  const browser = await browserOf(person)
  const found: Found[] = []
  const forms: SentForm[] = []
  for (const route of routesOf(app).filter(({ method }) => method === 'GET')) {
    for (const tenant of tenants) {
      for (const path of addressesOf(route, tenant, tokens(tenant))) {
        const { text } = await browser.get(path)
        const tables = marksIn(text)
        if (tables.length > 0) found.push({ route: nameOf(route), path, tables })
        forms.push(...formsIn(text, path))
      }
    }
  }
  return { found, forms }
}

/** `by`: whose page showed the form; undefined: the decisions added it. */
type Send = SentForm & Readonly<{ by: Person | undefined }>
/** What owners could send: by route, each form of a page once per button, and what the decisions add. */
export type Sends = ReadonlyMap<string, readonly Send[]>
/** Whoever has the link of tenant a is an owner too. */
export const SENDING_OWNERS: readonly Person[] = [
  'adviser of a',
  'coordinator of b',
  'nobody',
  'entrepreneur of a',
]

/** What an owner reads: of the own tenant; links are for whoever is not signed in. */
export const asOwner = (person: Person): Reading => ({
  tenants: [tenantOf(person)],
  tokens: (tenant) => (person === 'nobody' ? [tokenOf(tenant)] : WRONG_TOKENS),
})
export const asStranger: Reading = { tenants: TENANTS, tokens: () => WRONG_TOKENS }

export async function sendsOf(world: World): Promise<Sends> {
  const forms: Send[] = []
  for (const by of SENDING_OWNERS) {
    const read = await readAll(world, by, asOwner(by))
    forms.push(...read.forms.map((form) => ({ ...form, by })))
  }
  const posts = routesOf(world.app).filter(({ method }) => method !== 'GET')
  const sends = new Map<string, Send[]>(posts.map((route) => [nameOf(route), []]))
  for (const form of forms) {
    const route = posts.find(({ path }) => fits(path, pathOf(form)))
    const known = sends.get(route === undefined ? '' : nameOf(route))
    if (known !== undefined && !known.some((one) => isSame(one, form))) known.push(form)
  }
  for (const route of posts)
    for (const tenant of TENANTS)
      for (const path of addressesOf(route, tenant, [tokenOf(tenant)]))
        for (const fields of BODIES[nameOf(route)]?.(tenant) ?? [])
          sends.get(nameOf(route))?.push({ path, fields, by: undefined })
  return sends
}

const pathOf = ({ path }: SentForm) => path.split('?')[0] ?? ''
const fits = (route: string, path: string) =>
  new RegExp(`^${route.replace(/:[a-zA-Z]+(\{[^}]*\})?/g, '[^/]+').replaceAll('.', '\\.')}$`).test(path)
/** The same form with another key or message number is the same form. */
const isSame = (one: Send, other: Send) =>
  one.by === other.by &&
  one.path === other.path &&
  JSON.stringify(withoutChance(one)) === JSON.stringify(withoutChance(other))
const withoutChance = ({ fields }: SentForm) =>
  Object.entries(fields).filter(([name]) => name !== ONCE_FIELD && name !== 'bericht-id')

/** The same, by somebody who does not have the link. */
const withoutLink = (form: SentForm, wrong: string): SentForm =>
  JSON.parse(TENANTS.reduce((text, tenant) => text.replaceAll(tokenOf(tenant), wrong), JSON.stringify(form)))

export type Sent = Readonly<{ shown: readonly Found[]; changed: readonly Found[] }>

/** Sends everything that there is to send as somebody, what ends a session last; an owner knows his links. */
export async function sendAll(
  world: World,
  person: Person,
  sends: Sends,
  { isOwner = false } = {},
): Promise<Sent> {
  const shown: Found[] = []
  const changed: Found[] = []
  const one = await world.browserOf(person)
  await world.changes()
  for (const [route, forms] of [...sends].toSorted(([a], [b]) => ENDING.indexOf(a) - ENDING.indexOf(b))) {
    const browser = ENDING.includes(route) ? await world.browserOf(person) : one
    if (browser !== one) await world.changes()
    for (const { path, fields } of isOwner ? asOwned(person, forms) : asStolen(forms)) {
      const { text } = await post(browser, path, fields)
      const tables = marksIn(text)
      if (tables.length > 0) shown.push({ route, path, tables })
    }
    const tables = await world.changes()
    if (tables.length > 0) changed.push({ route, path: forms[0]?.path ?? '', tables })
  }
  return { shown, changed }
}

/** Links are for whoever is not signed in, so that each owner sends what is his. */
const asOwned = (person: Person, forms: readonly Send[]) =>
  forms
    .filter(({ by }) => by === undefined || by === person)
    .filter((form) => person === 'nobody' || !hasLink(form))
const hasLink = (form: SentForm) => TENANTS.some((tenant) => JSON.stringify(form).includes(tokenOf(tenant)))

/** Forms of owners in the hands of others, who do not have the links. */
function asStolen(forms: readonly Send[]): readonly SentForm[] {
  const tried = forms.flatMap(({ path, fields }) =>
    WRONG_TOKENS.map((wrong) => withoutLink({ path, fields }, wrong)),
  )
  return [...new Map(tried.map((form) => [JSON.stringify(form), form])).values()]
}

type Browser = Awaited<ReturnType<World['browserOf']>>
const post = (browser: Browser, path: string, fields: SentForm['fields']) => {
  if (path.startsWith('/v1'))
    return browser.ask(path, {
      method: 'POST',
      body: JSON.stringify(JSON.parse(fields['json'] ?? '{}')),
      headers: { 'content-type': 'application/json' },
    })
  const once = { [ONCE_FIELD]: randomBytes(16).toString('base64url') }
  return browser.post(path, ONCE_FIELD in fields ? { ...fields, ...once } : fields)
}
