import { expect, test } from 'vitest'
import { createFeatures, readShippedFigures } from '../src/entry/features.ts'
import { createApp } from '#platform/http.ts'
import { BODIES, ENDING, PARAMETERS } from './route-decisions.ts'
import { MAY_CHANGE, MAY_SEE, NO_EFFECT_FOR_OWNERS, NO_WORDS_OF_OWNERS } from './route-leave.ts'
import { pathsOf, patternsOf, routesOf } from './routes.ts'

const figures = readShippedFigures()
if (!figures.ok) throw new Error('data/ does not pass its own checks')
const db = new Proxy({} as never, {
  get: () => {
    throw new Error('routes are registered without a database')
  },
})
const app = createApp({
  features: createFeatures(figures.value, { mailInSecret: 'x'.repeat(32), dataDir: '/nowhere' }),
  ctx: { db, now: () => new Date() },
  config: {},
  report: () => {},
})
const routes = routesOf(app)

test('somebody decided what of a tenant each part of an address leads to: the walk of all routes needs it', () => {
  expect(routes.length).toBeGreaterThan(150)
  expect(
    routes
      .filter(({ path }) => pathsOf(path, 'a', 'x') === undefined)
      .map(({ path }) => `${path}: say in PARAMETERS of test/route-decisions.ts what its parameters lead to`),
  ).toEqual([])
})

test('pages are the same ones in both languages, so that one is walked for both', () => {
  const all = app.routes.filter(({ method }) => method !== 'ALL')
  const english = all.filter(({ path }) => /^\/en(\/|$)/.test(path))
  const dutch = new Set(
    all.map(({ method, path, handler }) => [method, path, handler] as const).map(([, , h]) => h),
  )
  expect(english.length).toBeGreaterThan(100)
  expect(english.filter(({ handler }) => !dutch.has(handler))).toEqual([])
})

test('what was decided is of a route that there is', () => {
  const names = new Set(routes.map(({ method, path }) => `${method} ${path}`))
  const said = [
    ...[...Object.keys(BODIES), ...ENDING],
    ...[...MAY_SEE, ...MAY_CHANGE].flatMap(({ routes: named }) => named),
    ...[NO_EFFECT_FOR_OWNERS, NO_WORDS_OF_OWNERS].flatMap((lists) => Object.values(lists).flat()),
  ]
  expect(said.filter((route) => !names.has(route))).toEqual([])
  const patterns = new Set(routes.flatMap(({ path }) => patternsOf(path)))
  expect(Object.keys(PARAMETERS).filter((pattern) => !patterns.has(pattern))).toEqual([])
})
