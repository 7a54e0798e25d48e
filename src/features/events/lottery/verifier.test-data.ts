import { execFileSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { lotteryFeature } from '#features/lottery/index.ts'
import type { CommandIo } from '#platform/feature.ts'

/** For tests: `schakel lottery verify`, the verifier in Python, and files for both. */
export const folder = mkdtempSync(join(tmpdir(), 'schakel-lottery-'))
process.once('exit', () => rmSync(folder, { recursive: true, force: true }))

export const run = async (file: string) => {
  const said: string[] = []
  const io = {
    out: (text: string) => void said.push(text),
    err: (text: string) => void said.push(text),
  } as unknown as CommandIo
  const command = lotteryFeature.commands?.find(({ name }) => name === 'lottery')
  return {
    code: await command?.run({ positionals: ['verify', file], values: {} }, io),
    text: said.join('\n'),
  }
}
export const fileNamed = (name: string, text: string) => {
  const path = join(folder, name)
  writeFileSync(path, text)
  return path
}
export const python = (file: string): string => {
  try {
    return execFileSync('python3', ['oracle/verify_lottery.py', file], { encoding: 'utf8' })
  } catch (error) {
    return String((error as { stdout?: string }).stdout)
  }
}
