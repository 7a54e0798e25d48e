import { cpus, release } from 'node:os'
import { parseArgs } from 'node:util'
import { advice } from './advice.ts'
import { decisionValue } from './country/decision-value.ts'
import { safety } from './country/safety.ts'
import type { Bench, Measured } from './bench.ts'
import { pages } from './pages.ts'
import { valueOfInformation } from './value-of-information.ts'
import { evaluation } from './evaluation.ts'
import { evaluationCoverage } from './evaluation-coverage.ts'
import { evaluationSize } from './evaluation-size.ts'
import { panelFile } from './panel-file.ts'
import { planSearch } from './plan-search.ts'
import { desk } from './desk.ts'
import { directory } from './directory.ts'
import { disclosure } from './disclosure.ts'
import { idempotency } from './idempotency.ts'
import { kernel } from './kernel.ts'
import { load } from './load.ts'
import { matching } from './matching.ts'
import { nextQuestion } from './next-question.ts'
import { search } from './search.ts'
import { serverStart } from './server-start.ts'
import { worklist } from './worklist.ts'

/** Every measurement, by name: `npm run bench -- [NAME] [--json]`, with options of its own where it has them. */
const BENCHES: readonly Bench[] = [
  advice,
  nextQuestion,
  kernel,
  planSearch,
  valueOfInformation,
  disclosure,
  matching,
  decisionValue,
  safety,
  serverStart,
  pages,
  directory,
  search,
  desk,
  worklist,
  load,
  idempotency,
  panelFile,
  evaluation,
  evaluationCoverage,
  evaluationSize,
]

const options = { json: { type: 'boolean' } } as const
const { values, positionals } = parseArgs({ allowPositionals: true, strict: false, options })
const [name] = positionals
const chosen = BENCHES.filter((bench) => (name === undefined ? !bench.isOnlyAskedFor : bench.name === name))
if (chosen.length === 0) {
  process.stderr.write(`bench: unknown ${name}; known: ${BENCHES.map((bench) => bench.name).join(', ')}\n`)
  process.exit(2)
}

const machine = {
  cpu: cpus()[0]?.model ?? 'unknown',
  cores: cpus().length,
  os: `${process.platform} ${release()}`,
  node: process.version,
  at: new Date().toISOString(),
}
if (values.json !== true) {
  process.stdout.write(
    `${machine.cpu}, ${machine.cores} cores, ${machine.os}, Node ${machine.node}, ${machine.at}\n`,
  )
}
const results: Measured[] = []
for (const bench of chosen) {
  for (const measured of await bench.run()) {
    results.push(measured)
    if (values.json !== true) process.stdout.write(`${line(measured)}\n`)
  }
}
if (values.json === true) process.stdout.write(`${JSON.stringify({ machine, results }, undefined, 2)}\n`)

function line({ name, value, unit, aim, peer, ratio }: Measured): string {
  const against =
    peer === undefined ? '' : `  peer ${peer}${ratio === undefined ? '' : `, ratio ${ratio.toFixed(2)}`}`
  return `${name.padEnd(44)} ${value.toFixed(value < 10 ? 2 : 0).padStart(8)} ${unit}${aim === undefined ? '' : `  (aim ${aim})`}${against}`
}
