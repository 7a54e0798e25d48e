import { readdirSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { describe, expect, test } from 'vitest'

/** The whole architecture: which folder may look at which. What is not listed is forbidden. */
const MAY_IMPORT: Readonly<Record<string, readonly string[]>> = {
  engine: ['engine/'],
  platform: ['platform/', 'engine/kernel/', 'npm/'],
  features: ['features/', 'platform/', 'engine/', 'npm/'],
  entry: ['entry/', 'features/', 'platform/', 'engine/kernel/', 'npm/'],
}
const MAX_LINES = 300

/** `import … from`, `export … from`, `import 'x'` and `import('x')`, with either quote, over several lines. */
const IMPORT = /\b(?:from|import)\s*\(?\s*(['"`])([^'"`]+)\1/g

const paths = (folder: string) =>
  readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .map((path) => path.replaceAll('\\', '/'))
    .filter((path) => /\.[cm]?[jt]sx?$/.test(path) && !/\.test(-data)?\.[cm]?[jt]sx?$/.test(path))

/** The code without comments and without the words inside text, but with the paths of imports. */
const withoutComments = (text: string) =>
  text
    .replace(/\/\*[\s\S]*?\*\//g, (comment) => comment.replace(/[^\n]/g, ' '))
    .replace(/(^|\s)\/\/.*$/gm, '$1')

/** In 'features/scan/api.ts': '#engine/scan/flow.ts' → 'engine/scan/flow.ts'; 'zod' → 'npm/zod'. */
function importsOf(path: string, text: string): string[] {
  return [...withoutComments(text).matchAll(IMPORT)].map(([, , specifier = '']) => {
    if (specifier.startsWith('#')) return specifier.slice(1)
    return specifier.startsWith('.')
      ? join(dirname(path), specifier).replaceAll('\\', '/')
      : `npm/${specifier}`
  })
}

/** What a file breaks; one sentence each. */
function breaches(path: string, text: string): string[] {
  const [layer = '', slice = ''] = path.split('/')
  const allowed = MAY_IMPORT[layer] ?? []
  const found: string[] = []
  for (const target of importsOf(path, text)) {
    if (!allowed.some((folder) => target.startsWith(folder))) found.push(`${layer} may not import ${target}`)
    if (/\.test(-data)?\.ts$/.test(target)) found.push(`${target} is for tests`)
    const [toLayer, toSlice, toFile] = target.split('/')
    const crosses = layer === 'features' && toLayer === 'features' && toSlice !== slice
    const enters = layer === 'entry' && toLayer === 'features'
    if ((crosses || enters) && toFile !== 'index.ts')
      found.push(`enter ${toSlice} by its index.ts, not ${target}`)
    if (layer === 'features' && !mayTouchSql(path) && /^npm\/(kysely|pg|@electric-sql)/.test(target)) {
      found.push(`SQL belongs in repository.ts, not ${target}`)
    }
  }
  return [...found, ...ownBreaches(layer, path, withoutComments(text))]
}

function ownBreaches(layer: string, path: string, code: string): string[] {
  const found: string[] = []
  if (
    layer === 'engine' &&
    /\bMath\.random\b|\bDate\.now\b|\bnew Date\b|\bperformance\b|\bcrypto\b/.test(code)
  ) {
    found.push('the engine has no clock and no dice')
  }
  if (
    layer !== 'platform' &&
    !mayTouchSql(path) &&
    /\bsql`|\.(selectFrom|insertInto|updateTable|deleteFrom|mergeInto)\(/.test(code)
  ) {
    found.push('SQL belongs in repository.ts')
  }
  if (layer === 'features' && /\bdb\.transaction\(/.test(code)) found.push('use asLinkHolder or asPublic')
  if (code.split('\n').length > MAX_LINES + 1) found.push(`over ${MAX_LINES} lines`)
  return found
}

const mayTouchSql = (path: string) => path.endsWith('/repository.ts')

/** The folders of a graph that stand on a cycle, as a → b → a; undefined when there is none. */
function cycleIn(edges: ReadonlyMap<string, ReadonlySet<string>>): string | undefined {
  const done = new Set<string>()
  const visit = (node: string, trail: readonly string[]): string | undefined => {
    if (trail.includes(node)) return [...trail.slice(trail.indexOf(node)), node].join(' → ')
    if (done.has(node)) return undefined
    for (const next of edges.get(node) ?? []) {
      const cycle = visit(next, [...trail, node])
      if (cycle !== undefined) return cycle
    }
    done.add(node)
    return undefined
  }
  return [...edges.keys()].map((node) => visit(node, [])).find((cycle) => cycle !== undefined)
}

function graph(files: readonly string[], nodeOf: (path: string) => string | undefined) {
  const edges = new Map<string, Set<string>>()
  for (const path of files) {
    const from = nodeOf(path)
    if (from === undefined) continue
    for (const target of importsOf(path, readFileSync(join('src', path), 'utf8'))) {
      const to = nodeOf(target)
      if (to === undefined || to === from) continue
      edges.set(from, (edges.get(from) ?? new Set()).add(to))
    }
  }
  return edges
}

const sources = paths('src')
const folderIn = (layer: string) => (path: string) =>
  path.startsWith(`${layer}/`) ? path.split('/').slice(0, 2).join('/') : undefined
const fileIn = (layer: string) => (path: string) => (path.startsWith(`${layer}/`) ? path : undefined)

test.each(sources)('%s looks only where it may', (path) => {
  expect(breaches(path, readFileSync(join('src', path), 'utf8'))).toEqual([])
})

test.each([
  ['between the folders of the engine', 'engine', folderIn('engine')],
  ['between the files of the engine', 'engine', fileIn('engine')],
  ['between features', 'features', folderIn('features')],
] as const)('there is no cycle %s', (_, layer, nodeOf) => {
  expect(
    cycleIn(
      graph(
        sources.filter((path) => path.startsWith(layer)),
        nodeOf,
      ),
    ),
  ).toBeUndefined()
})

test('a test tests the file beside it', () => {
  const tests = readdirSync('src', { recursive: true, encoding: 'utf8' }).filter((path) =>
    path.endsWith('.test.ts'),
  )
  const folders = new Set(sources.map((path) => dirname(path)))
  expect(
    tests.map((path) => path.replaceAll('\\', '/')).filter((path) => !folders.has(dirname(path))),
  ).toEqual([])
})

describe('the fence notices', () => {
  test.each([
    ['engine/a/x.ts', "import { z } from 'zod'"],
    ['engine/a/x.ts', 'import { readFileSync } from "node:fs"'],
    ['engine/a/x.ts', "import '#platform/x.ts'"],
    ['engine/a/x.ts', "export * from '../../platform/x.ts'"],
    ['engine/a/x.ts', "const x = await import('node:fs')"],
    ['engine/a/x.ts', 'const x = await import(`node:fs`)'],
    ['engine/a/x.ts', "import {\n  a,\n  b,\n} from\n  'zod'"],
    ['engine/a/x.ts', 'const x = Math.random()'],
    ['engine/a/x.ts', 'const x = new Date()'],
    ['platform/x.ts', "import { x } from '#features/scan/index.ts'"],
    ['platform/x.ts', "import { x } from '#engine/advice/firm.ts'"],
    ['features/scan/x.ts', "import { x } from '../advice/repository.ts'"],
    ['features/scan/x.ts', "export { x } from '#features/advice/policy.ts'"],
    ['features/scan/x.ts', "import { x } from '../../entry/features.ts'"],
    ['features/scan/x.ts', "import { sql } from 'kysely'"],
    ['features/scan/x.ts', "ctx.db.selectFrom('scan')"],
    ['features/scan/repository.ts', 'db.transaction().execute(work)'],
    ['entry/x.ts', "import { x } from '#features/scan/api.ts'"],
    ['entry/x.ts', "import { x } from '#engine/advice/advise.ts'"],
    ['platform/x.ts', '\n'.repeat(MAX_LINES + 1)],
  ])('in %s: %s', (path, text) => {
    expect(breaches(path, text)).not.toEqual([])
  })

  test('a cycle', () => {
    const edges = new Map([
      ['a', new Set(['b'])],
      ['b', new Set(['c'])],
      ['c', new Set(['b'])],
    ])
    expect(cycleIn(edges)).toBe('b → c → b')
    edges.delete('c')
    expect(cycleIn(edges)).toBeUndefined()
  })

  test('and lets the rest be', () => {
    const text =
      "// new Date() and import 'zod'\n/* Math.random */\nimport { x } from '../kernel/result.ts'\n"
    expect(breaches('engine/a/x.ts', text)).toEqual([])
    expect(breaches('features/scan/index.ts', "import { x } from '#features/advice/index.ts'")).toEqual([])
  })
})
