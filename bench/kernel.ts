import { type Bench, type Measured, median } from './bench.ts'
import { type CKernel, compileC, type Passes } from './kernel/c.ts'
import { type KernelCase, kernelCase } from './kernel/case.ts'
import { blockOf, COLUMN, columnOf } from './kernel/layout.ts'
import { squiggleProgram, valueInSquiggle } from './kernel/squiggle.ts'
import { drawInTypeScript, valueAgainInTypeScript, valueInTypeScript } from './kernel/typescript.ts'
import { wasmKernel } from './kernel/wasm.ts'

const LOG2_COUNT = 12
const ROUNDS = 7
const REPEATS = 40
const WARM_UP = 300
const SQUIGGLE_SAMPLES = 20_000
const SAME = 1e-9 // relative, and of a euro

type Rate = 'draw' | 'value' | 'again' | 'both' // million scenarios per second
type Rates = Partial<Record<Rate, number>>
type Runner = Readonly<{ name: string; measure: () => Passes }>

/**
 * The scenario kernel: one step of the catalogue, from its uniforms to value and cash need, by what the product runs,
 * the compiled module, C and Squiggle. Processor time, rounds interleaved, medians: other work on the machine then
 * counts least. All but Squiggle give the same numbers, or the bench throws.
 */
export const kernel: Bench = {
  name: 'kernel',
  run: async () => {
    const one = kernelCase(LOG2_COUNT)
    const builds = [
      { name: 'C, gcc -O3, scalar', kernel: compileC(['-O3', '-fno-tree-vectorize']) },
      { name: 'C, gcc -O3', kernel: compileC(['-O3']) },
    ]
    try {
      return await measured(one, builds)
    } finally {
      for (const build of builds) build.kernel?.remove()
    }
  },
}

type Build = Readonly<{ name: string; kernel: CKernel | undefined }>

async function measured(one: KernelCase, builds: readonly Build[]): Promise<readonly Measured[]> {
  const runners = [typeScript(one), await compiled(one), ...builds.flatMap((build) => inC(one, build))]
  const program = squiggleProgram(one)
  const squiggle: number[] = []
  const rates = runners.map((): Record<Rate, number[]> => ({ draw: [], value: [], again: [], both: [] }))
  await valueInSquiggle(program, SQUIGGLE_SAMPLES)
  for (let round = 0; round < ROUNDS; round++) {
    runners.forEach((runner, i) => {
      const { drawNs, valueNs, againNs } = runner.measure()
      rates[i]!.draw.push(millions(one.count, drawNs))
      rates[i]!.value.push(millions(one.count, valueNs))
      rates[i]!.both.push(millions(one.count, drawNs + valueNs))
      if (againNs !== undefined) rates[i]!.again.push(millions(one.count, againNs))
    })
    const start = process.cpuUsage()
    await valueInSquiggle(program, SQUIGGLE_SAMPLES)
    squiggle.push(millions(SQUIGGLE_SAMPLES, process.cpuUsage(start).user * 1000))
  }
  const medians = rates.map(
    (rate): Rates => ({
      draw: median(rate.draw),
      value: median(rate.value),
      both: median(rate.both),
      ...(rate.again.length > 0 ? { again: median(rate.again) } : {}),
    }),
  )
  const compiler = builds[0]?.kernel?.compiler ?? ''
  if (compiler === '') process.stderr.write('kernel: no gcc on this machine, C is skipped\n')
  return report(runners, medians, median(squiggle), compiler)
}

const millions = (count: number, ns: number) => (count / ns) * 1000

function report(
  runners: readonly Runner[],
  rates: readonly Rates[],
  squiggle: number,
  compiler: string,
): readonly Measured[] {
  const unit = 'million scenarios/s'
  const scalar = runners.findIndex(({ name }) => name.includes('scalar'))
  const against = (rate: Rate, value: number) => {
    const peer = rates[scalar]?.[rate]
    return peer === undefined ? {} : { peer: `scalar C (${compiler})`, ratio: value / peer }
  }
  const lines = runners.flatMap(({ name }, i) =>
    (Object.entries(rates[i]!) as [Rate, number][]).map(([rate, value]) => ({
      name: `kernel, ${WORDS[rate]}, ${name}`,
      value,
      unit,
      ...(i === scalar ? {} : against(rate, value)),
      ...(rate === 'both' && i < 2 ? { aim: '≥ scalar C' } : {}),
    })),
  )
  const timesSquiggle = runners.slice(0, 2).map(({ name }, i) => ({
    name: `kernel, times Squiggle, ${name}`,
    value: rates[i]!.both! / squiggle,
    unit: '×',
    aim: '≥ 80',
    peer: `Squiggle, value alone, ${squiggle.toFixed(3)} ${unit}`,
    ratio: rates[i]!.both! / squiggle,
  }))
  return [...lines, ...timesSquiggle]
}

const WORDS: Readonly<Record<Rate, string>> = {
  draw: 'drawing',
  value: 'valuing at a new firm',
  again: 'valuing in a further plan',
  both: 'drawing and valuing',
}

function typeScript(one: KernelCase): Runner {
  const passes = [drawInTypeScript, valueInTypeScript, valueAgainInTypeScript]
  for (const pass of passes) for (let round = 0; round < WARM_UP; round++) pass(one)
  return {
    name: 'TypeScript, as the product runs it',
    measure: () => ({
      drawNs: timed(() => drawInTypeScript(one)),
      valueNs: timed(() => valueInTypeScript(one)),
      againNs: timed(() => valueAgainInTypeScript(one)),
    }),
  }
}

async function compiled(one: KernelCase): Promise<Runner> {
  const { block, draw, value } = await wasmKernel(blockOf(one))
  for (let round = 0; round < WARM_UP; round++) {
    draw()
    value()
  }
  mustBeSame(one, block, 'the compiled module')
  return {
    name: 'WebAssembly, f64x2',
    measure: () => ({ drawNs: timed(draw), valueNs: timed(value), againNs: undefined }),
  }
}

function inC(one: KernelCase, { name, kernel }: Build): readonly Runner[] {
  if (!kernel) return []
  const block = blockOf(one)
  kernel.measure(block, 1)
  mustBeSame(one, block, name)
  return [{ name, measure: () => kernel.measure(block, REPEATS) }]
}

/** Processor time of one pass [ns]. */
function timed(pass: () => unknown): number {
  const start = process.cpuUsage()
  for (let round = 0; round < REPEATS; round++) pass()
  return (process.cpuUsage(start).user * 1000) / REPEATS
}

function mustBeSame(one: KernelCase, block: Float64Array, name: string): void {
  const drawn = drawInTypeScript(one)
  const { netPresentValue, lowestEur } = valueInTypeScript(one)
  const pairs = [
    [COLUMN.failure, drawn.failure],
    [COLUMN.price, drawn.oneOffEurPerUnit[0]!],
    [COLUMN.months, drawn.months],
    [COLUMN.netPresentValue, netPresentValue],
    [COLUMN.lowest, lowestEur],
  ] as const
  for (const [column, wanted] of pairs) {
    const found = columnOf(block, column, one.count)
    const off = wanted.findIndex((x, n) => Math.abs(found[n]! - x) > SAME * Math.max(1, Math.abs(x)))
    if (off >= 0)
      throw new Error(`${name}: column ${column}, scenario ${off}: ${found[off]}, not ${wanted[off]}`)
  }
}
