import { type ChildProcess, spawn } from 'node:child_process'
import { fileURLToPath } from 'node:url'

export type Finished = Readonly<{ code: number | null; out: string; err: string }>
export type Started = Readonly<{ child: ChildProcess; url: string; finished: Promise<Finished> }>

const ROOT = fileURLToPath(new URL('..', import.meta.url))

/** Runs a file of this repository as a process of its own until it ends. */
export function runProcess(
  file: string,
  args: readonly string[] = [],
  env: NodeJS.ProcessEnv = {},
): Promise<Finished> {
  return watch(spawnNode(file, args, env))
}

/** Starts the site and waits for the line with its address. Stop it with `child.kill`. */
export async function startSite(env: NodeJS.ProcessEnv): Promise<Started> {
  const child = spawnNode('src/entry/web.ts', [], { PORT: '0', DATABASE_URL: '', ...env })
  const finished = watch(child)
  const line = new Promise<string>((resolve, reject) => {
    child.stdout?.on('data', (data) => /http:\S+/.test(String(data)) && resolve(String(data)))
    finished.then(({ err }) => reject(new Error(`the site did not start: ${err}`)))
  })
  return { child, finished, url: /http:\S+/.exec(await line)?.[0] ?? '' }
}

const spawnNode = (file: string, args: readonly string[], env: NodeJS.ProcessEnv) =>
  spawn(process.execPath, [file, ...args], {
    cwd: ROOT,
    env: { ...process.env, ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  })

function watch(child: ChildProcess): Promise<Finished> {
  const said = { out: '', err: '' }
  child.stdout?.on('data', (data) => {
    said.out += String(data)
  })
  child.stderr?.on('data', (data) => {
    said.err += String(data)
  })
  return new Promise((resolve) => child.once('close', (code) => resolve({ code, ...said })))
}
