import type { App } from '#platform/http.ts'
import { PARAMETERS } from './route-decisions.ts'
import type { Tenant } from './tenants.ts'

export type Route = Readonly<{ method: string; path: string }> // path as it was registered: '/balie/:id'

/** Every route of the app. Pages are there in two languages, by the same handlers: the Dutch ones stand for both. */
export function routesOf(app: App): readonly Route[] {
  const all = app.routes
    .filter(({ method }) => method !== 'ALL')
    .map(({ method, path }) => ({ method, path }))
  const isSecond = ({ method, path }: Route, at: number) =>
    all.findIndex((route) => route.method === method && route.path === path) < at
  return all.filter((route, at) => !/^\/en(\/|$)/.test(route.path) && !isSecond(route, at))
}

const PARAMETER = /^:([a-zA-Z]+)(?:\{.*\})?(.*)$/
/** A route as PARAMETERS names it: without what a parameter must look like. */
const plainly = (part: string) => part.replace(PARAMETER, ':$1$2')

/** A route up to each of its parameters: '/a/:b/c/:d' gives '/a/:b' and '/a/:b/c/:d'. */
export const patternsOf = (route: string): readonly string[] => {
  const parts = route.split('/').slice(1)
  return parts.flatMap((part, at) =>
    PARAMETER.test(part)
      ? [
          `/${parts
            .slice(0, at + 1)
            .map(plainly)
            .join('/')}`,
        ]
      : [],
  )
}

/** The addresses of a route with the rows of a tenant in it; undefined where nobody said what a parameter is for. */
export function pathsOf(route: string, tenant: Tenant, token: string): readonly string[] | undefined {
  const patterns = [...patternsOf(route)]
  let paths: readonly string[] = ['']
  for (const part of route.split('/').slice(1)) {
    const values = PARAMETER.test(part) ? PARAMETERS[patterns.shift() ?? '']?.(tenant, token) : [part]
    if (values === undefined) return undefined
    paths = paths.flatMap((path) => values.map((value) => `${path}/${value}`))
  }
  return paths
}
