import { WASM_BASE64 } from './kernel-module.ts'

/** The little of the platform that is used here; Node has it, its types do not name it. */
declare const WebAssembly: Readonly<{
  Memory: new (size: Readonly<{ initial: number }>) => Readonly<{ buffer: ArrayBuffer }>
  instantiate: (
    bytes: Uint8Array,
    imports: object,
  ) => Promise<Readonly<{ instance: Readonly<{ exports: object }> }>>
}>

const START = 65_536
const PAGE = 65_536

/** The compiled kernel on a block of its own: `draw` and `value` work on `block`, in place. */
export type WasmKernel = Readonly<{
  block: Float64Array
  draw: () => void
  value: () => void
  expAt: (x: number) => number
  logAt: (x: number) => number
}>

export async function wasmKernel(input: Float64Array): Promise<WasmKernel> {
  const pages = 1 + Math.ceil(input.byteLength / PAGE)
  const memory = new WebAssembly.Memory({ initial: pages })
  const env = {
    memory,
    abort: () => {
      throw new Error('the compiled kernel stopped')
    },
  }
  const { instance } = await WebAssembly.instantiate(Buffer.from(WASM_BASE64, 'base64'), { env })
  const block = new Float64Array(memory.buffer, START, input.length)
  block.set(input)
  const { draw, value, expAt, logAt } = instance.exports as unknown as Omit<WasmKernel, 'block'>
  return { block, draw, value, expAt, logAt }
}
