import { spawn } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

export type StartedServer = Readonly<{ url: string; startMs: number; stop: () => Promise<void> }>

/** A folder for the data of one measurement. */
export function temporaryFolder(): Readonly<{ path: string; remove: () => void }> {
  const path = mkdtempSync(join(tmpdir(), 'schakel-bench-'))
  return { path, remove: () => rmSync(path, { recursive: true, force: true }) }
}

/** Starts the real server in a process of its own and waits for its address. */
export async function startServer(dataDir: string): Promise<StartedServer> {
  const before = performance.now()
  const child = spawn(process.execPath, [new URL('../src/entry/web.ts', import.meta.url).pathname], {
    env: { ...process.env, DATA_DIR: dataDir, PORT: '0', DATABASE_URL: '' },
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()))
  const url = await new Promise<string>((resolve, reject) => {
    child.once('exit', (code) => reject(new Error(`the server stopped with code ${code}`)))
    child.stdout.on('data', (chunk: Buffer) => {
      const found = /http:\/\/\S+/.exec(chunk.toString())
      if (found) resolve(found[0])
    })
  })
  const stop = async () => {
    child.kill('SIGTERM')
    await ended
  }
  return { url, startMs: performance.now() - before, stop }
}
