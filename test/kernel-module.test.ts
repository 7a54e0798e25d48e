import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { beforeAll, describe, expect, test } from 'vitest'
import { kernelCase } from '../bench/kernel/case.ts'
import { SOURCE_SHA256, WASM_BASE64, WASM_SHA256 } from '../bench/kernel/kernel-module.ts'
import { blockOf, COLUMN, columnOf } from '../bench/kernel/layout.ts'
import { drawInTypeScript, valueInTypeScript } from '../bench/kernel/typescript.ts'
import { type WasmKernel, wasmKernel } from '../bench/kernel/wasm.ts'

const LOG2_COUNT = 10
const sha256 = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex')

describe('the compiled kernel of the bench', () => {
  const one = kernelCase(LOG2_COUNT)
  let compiled: WasmKernel

  beforeAll(async () => {
    compiled = await wasmKernel(blockOf(one))
  })

  test('is the one made from kernel.as', () => {
    const source = readFileSync(new URL('../bench/kernel/kernel.as', import.meta.url))
    expect(sha256(source)).toBe(SOURCE_SHA256)
    expect(sha256(Buffer.from(WASM_BASE64, 'base64'))).toBe(WASM_SHA256)
  })

  test('exp and ln are within two units in the last place, and so are logits from 1e-9 to 1 − 1e-9', () => {
    let worst = 0
    const off = (found: number, wanted: number) => Math.abs(found - wanted) / Math.abs(wanted)
    for (let i = 0; i < 200_000; i++) {
      const x = -50 + i * 5e-4
      if (x !== 0) worst = Math.max(worst, off(compiled.expAt(x), Math.exp(x)))
      const odds = 10 ** (-9 + (18 * (i + 0.5)) / 200_000)
      worst = Math.max(worst, off(compiled.logAt(odds), Math.log(odds)))
    }
    expect(worst).toBeLessThan(4.5e-16)
  })

  test('draws and values what the product does', () => {
    compiled.draw()
    compiled.value()
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
      const found = columnOf(compiled.block, column, one.count)
      const worst = wanted.reduce(
        (most, x, n) => Math.max(most, Math.abs(found[n]! - x) / Math.max(1, Math.abs(x))),
        0,
      )
      expect({ column, isSame: worst < 1e-12 }).toEqual({ column, isSame: true })
    }
  })

  test('the bench’s own way of drawing is the product’s', () => {
    const drawn = drawInTypeScript(one)
    expect(drawn).toEqual(one.drawn)
    expect(valueInTypeScript(one).wouldFail.reduce((sum, fails) => sum + fails, 0)).toBeGreaterThan(100)
  })

  test('in the tails it draws what the product does, from 1e-9 to 1 − 1e-9', async () => {
    const { count } = one
    const tail = (n: number) => 10 ** (-9 + (8 * (n >> 1)) / (count / 2))
    const u = Float64Array.from({ length: count }, (_, n) => (n % 2 === 0 ? tail(n) : 1 - tail(n)))
    const fractions = one.uniforms.fractions.map(() => u)
    const far = { ...one, uniforms: { failure: u, cost: u, delay: u, ramp: u, life: u, loss: u, fractions } }
    const kernel = await wasmKernel(blockOf(far))
    kernel.draw()
    const drawn = drawInTypeScript(far)
    const columns = [drawn.failure, ...drawn.oneOffEurPerUnit, ...drawn.runningEurPerUnit, drawn.months]
    columns.forEach((wanted, i) => {
      const found = columnOf(kernel.block, COLUMN.failure + i, count)
      const worst = wanted.reduce((most, x, n) => Math.max(most, Math.abs(found[n]! / x - 1)), 0)
      expect({ i, worst: worst < 1e-12 }).toEqual({ i, worst: true })
    })
  })
})
