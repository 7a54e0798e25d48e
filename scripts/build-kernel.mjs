// Makes bench/kernel/kernel-module.ts from bench/kernel/kernel.as: `node scripts/build-kernel.mjs`.
// AssemblyScript (96 MB with its compiler) is installed in a temporary folder, at a pinned version.
import { execFileSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { copyFileSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

const ASSEMBLYSCRIPT = '0.28.9'
const from = new URL('../bench/kernel/kernel.as', import.meta.url)
const to = new URL('../bench/kernel/kernel-module.ts', import.meta.url)

const folder = mkdtempSync(join(tmpdir(), 'schakel-kernel-'))
try {
  writeFileSync(join(folder, 'package.json'), '{"private":true}')
  const quiet = { cwd: folder, stdio: 'inherit' }
  execFileSync('npm', ['install', '--no-audit', '--no-fund', `assemblyscript@${ASSEMBLYSCRIPT}`], quiet)
  copyFileSync(from, join(folder, 'kernel.ts'))
  const options = ['--enable', 'simd', '-O3', '--runtime', 'stub', '--noAssert', '--initialMemory', '1']
  const compiler = join('node_modules', 'assemblyscript', 'bin', 'asc.js')
  const memory = ['--importMemory', '--memoryBase', '1024']
  execFileSync(process.execPath, [compiler, 'kernel.ts', ...options, ...memory, '-o', 'kernel.wasm'], quiet)
  const wasm = readFileSync(join(folder, 'kernel.wasm'))
  writeFileSync(to, moduleOf(wasm, readFileSync(from)))
} finally {
  rmSync(folder, { recursive: true, force: true })
}

function moduleOf(wasm, source) {
  const hash = (bytes) => createHash('sha256').update(bytes).digest('hex')
  return `// Made by scripts/build-kernel.mjs from kernel.as (AssemblyScript ${ASSEMBLYSCRIPT}); not written by hand.
export const SOURCE_SHA256 = '${hash(source)}'
export const WASM_SHA256 = '${hash(wasm)}'
// biome-ignore format: one line
export const WASM_BASE64 = '${wasm.toString('base64')}'
`
}
