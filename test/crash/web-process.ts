import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

export type Web = Readonly<{
  url: Promise<string> // rejected where it ends before it listens
  kill: () => Promise<void> // -9
  complaints: () => string
}>

const ROOT = fileURLToPath(new URL('../..', import.meta.url))
const CLOCK = fileURLToPath(new URL('./clock-ahead.ts', import.meta.url))

/** The real `src/entry/web.ts`, with a clock that is ahead or fast (clock-ahead.ts). */
export function startWeb(env: NodeJS.ProcessEnv): Web {
  const child: ChildProcess = spawn(process.execPath, ['--import', CLOCK, 'src/entry/web.ts'], {
    cwd: ROOT,
    env: { NODE_COMPILE_CACHE: join(tmpdir(), 'schakel-crash-cache'), ...process.env, PORT: '0', ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  const killAtExit = () => child.kill('SIGKILL')
  process.once('exit', killAtExit)
  const closed = once(child, 'close').then(() => process.off('exit', killAtExit))
  let said = ''
  child.stderr?.on('data', (data) => {
    said += String(data)
  })
  const url = new Promise<string>((resolve, reject) => {
    child.stdout?.on('data', (data) => {
      const [found] = /http:\/\/\S+/.exec(String(data)) ?? []
      if (found !== undefined) resolve(found)
    })
    closed.then(() => reject(new Error(`the site ended before it listened: ${said}`)))
  })
  url.catch(() => {})
  const kill = async () => {
    child.kill('SIGKILL')
    await closed
  }
  return { url, kill, complaints: () => said }
}
