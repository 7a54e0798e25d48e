import { execFileSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

/** Processor time of one pass over all scenarios [ns]: drawing, valuing the step at a firm, and valuing it once more. */
export type Passes = Readonly<{ drawNs: number; valueNs: number; againNs: number | undefined }>

/** The kernel in C, compiled for this run. */
export type CKernel = Readonly<{
  compiler: string
  measure: (block: Float64Array, repeats: number) => Passes // what it finds is written into the block
  remove: () => void
}>

/** Undefined where this machine has no gcc. */
export function compileC(flags: readonly string[]): CKernel | undefined {
  const compiler = gccVersion()
  if (compiler === undefined) return undefined
  const folder = mkdtempSync(join(tmpdir(), 'schakel-kernel-'))
  const [program, data] = [join(folder, 'kernel'), join(folder, 'block')]
  const source = new URL('kernel.c', import.meta.url).pathname
  execFileSync('gcc', [...flags, '-o', program, source, '-lm'])
  return {
    compiler,
    measure: (block, repeats) => {
      writeFileSync(data, new Uint8Array(block.buffer, block.byteOffset, block.byteLength))
      const printed = execFileSync(program, [data, String(repeats)], { encoding: 'utf8' })
      const [drawNs, valueNs, againNs] = printed.trim().split(' ').map(Number)
      block.set(new Float64Array(new Uint8Array(readFileSync(data)).buffer))
      return { drawNs: drawNs!, valueNs: valueNs!, againNs: againNs! }
    },
    remove: () => rmSync(folder, { recursive: true, force: true }),
  }
}

function gccVersion(): string | undefined {
  try {
    return execFileSync('gcc', ['--version'], { encoding: 'utf8' }).split('\n')[0]
  } catch {
    return undefined
  }
}
