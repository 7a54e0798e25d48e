/** Checks the OpenAPI document, as the site publishes it, against the Dutch API Design Rules. Needs no database. */
import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { createApp } from '../src/platform/http.ts'
import { createFeatures, readShippedFigures } from '../src/entry/features.ts'

const fromRoot = (path) => fileURLToPath(new URL(`../${path}`, import.meta.url))
const ruleset = process.env.API_RULESET || fromRoot('test/api-rules.yaml')
const spectral = fromRoot('node_modules/@stoplight/spectral-cli/dist/index.js')

const figures = readShippedFigures()
if (!figures.ok) throw new Error('the figures in data/ are not in order; npm run check says why')
const features = createFeatures(figures.value)
const report = ({ error }) => {
  throw error
}
const app = createApp({ features, ctx: { db: undefined, now: () => new Date() }, config: {}, report })
const document = await (await app.request('/v1/openapi.json')).text()

const folder = mkdtempSync(join(tmpdir(), 'schakel-'))
const file = join(folder, 'openapi.json')
writeFileSync(file, document)
const { status } = spawnSync(
  process.execPath,
  [spectral, 'lint', '--fail-severity', 'warn', '-r', ruleset, file],
  {
    stdio: 'inherit',
  },
)
rmSync(folder, { recursive: true })
process.exitCode = status ?? 1
