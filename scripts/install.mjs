/**
 * Makes sure that what is needed is there: the npm packages of package-lock.json, a Node of 24 or newer for
 * the npm scripts, and with `--browser` a Chromium. Plain JavaScript for Node 20 and up, without packages:
 * it runs before there are any. Does nothing in a few milliseconds when all is well.
 */
import { spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import {
  existsSync,
  mkdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import { delimiter, join } from 'node:path'
import { fileURLToPath } from 'node:url'

const ROOT = fileURLToPath(new URL('..', import.meta.url))
const MODULES = join(ROOT, 'node_modules')
const STAMP = join(MODULES, '.schakel-installed')
const LOCK = join(ROOT, '.installing')
const LOCK_IS_STALE_AFTER_MS = 60_000
const WINDOWS = process.platform === 'win32'

const quiet = process.argv.includes('--quiet')
const say = (text) => quiet || process.stderr.write(`${text}\n`)
const lockfileHash = () =>
  createHash('sha256')
    .update(readFileSync(join(ROOT, 'package-lock.json')))
    .digest('hex')

/** Is what stands in node_modules what package-lock.json asks for? */
function isInstalled() {
  if (existsSync(STAMP) && readFileSync(STAMP, 'utf8') === stampText()) return true
  return installedByHand()
}

/** The platform is part of it: a folder shared between two machines holds the programs of one. */
const stampText = () => `${lockfileHash()} ${process.platform}-${process.arch}`

/** Someone ran `npm ci` or `npm install`: npm's own list is then as new as the lockfile, and equal to it. */
function installedByHand() {
  const npmList = join(MODULES, '.package-lock.json')
  if (!existsSync(npmList)) return false

  const installed = JSON.parse(readFileSync(npmList, 'utf8')).packages
  const wanted = JSON.parse(readFileSync(join(ROOT, 'package-lock.json'), 'utf8')).packages
  const same = Object.entries(wanted).every(
    ([path, { version, optional }]) => path === '' || optional || installed[path]?.version === version,
  )
  const complete = Object.keys(wanted).every(
    (path) => path === '' || !(path in installed) || existsSync(join(ROOT, path, 'package.json')),
  )
  if (!same || !complete) return false

  writeFileSync(STAMP, stampText())
  return true
}

function stop(sentence) {
  process.stderr.write(`${sentence}\n`)
  process.exit(1)
}

const pause = (ms) => Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, ms)

/** Only one process installs; a second waits for it. Whoever was killed leaves a folder that goes stale. */
function withLock(work) {
  while (!takeLock()) {
    pause(250)
    if (isStale()) breakLock()
  }
  try {
    work()
  } finally {
    rmSync(LOCK, { recursive: true, force: true })
  }
}

function takeLock() {
  try {
    mkdirSync(LOCK)
    writeFileSync(join(LOCK, 'pid'), String(process.pid))
    return true
  } catch (error) {
    if (error.code === 'EEXIST') return false
    stop(`The folder ${ROOT} can't be written (${error.code}). Make it writable and try again.`)
  }
}

/** The holder is gone; or it left no name within a minute. */
function isStale() {
  try {
    process.kill(Number(readFileSync(join(LOCK, 'pid'), 'utf8')) || -1, 0)
    return false
  } catch (error) {
    if (error.code === 'ESRCH') return true
    if (error.code === 'EPERM') return false
    return existsSync(LOCK) && Date.now() - statSync(LOCK).mtimeMs > LOCK_IS_STALE_AFTER_MS
  }
}

/** A rename succeeds for one process only, so two that find the same stale folder do not both break it. */
function breakLock() {
  try {
    renameSync(LOCK, `${LOCK}.${process.pid}`)
    rmSync(`${LOCK}.${process.pid}`, { recursive: true, force: true })
  } catch {
    // Someone else was first.
  }
}

/** Exactly what the lockfile says; where npm finds a lockfile wanting, `npm install` gets the same versions. */
function install() {
  say('Installing the packages (npm ci) …')
  if (!npm('ci')) {
    process.stderr.write('`npm ci` failed, its message stands above; trying `npm install` instead …\n')
    if (!npm('install', '--no-save')) {
      stop(
        'The packages could not be installed: neither `npm ci` nor `npm install` worked.\n' +
          'Most often the network or the proxy is the cause. Try `npm ci` yourself, then try again.',
      )
    }
  }
  writeFileSync(STAMP, stampText())
}

function npm(...args) {
  const npmScript = process.env.npm_execpath
  const [command, first] = npmScript?.endsWith('.js') ? [process.execPath, [npmScript]] : ['npm', []]
  const { status, error } = spawnSync(
    command,
    [...first, ...args, '--no-audit', '--no-fund', '--loglevel=error'],
    {
      cwd: ROOT,
      stdio: ['ignore', quiet ? 'ignore' : 2, 'inherit'],
      shell: WINDOWS && command === 'npm',
      env: { ...process.env, NODE_ENV: 'development', npm_config_production: 'false', npm_config_omit: '' },
    },
  )
  if (error !== undefined)
    stop(`npm could not be started (${error.code}). Install Node with npm: https://nodejs.org`)
  return status === 0
}

/** npm scripts put node_modules/.bin in front, so this is the `node` they will run. */
function nodeVersion() {
  const path = [join(MODULES, '.bin'), process.env.PATH].join(delimiter)
  const { stdout } = spawnSync('node', ['--version'], {
    env: { ...process.env, PATH: path, Path: path },
    encoding: 'utf8',
    shell: WINDOWS,
  })
  return (stdout ?? '').trim()
}

const isNewEnough = (version) => Number(/^v(\d+)/.exec(version)?.[1]) >= 24

/** npm 10 unpacks the Node that comes with the packages, but forgets to put it in node_modules/.bin. */
function linkNode() {
  const folder = `node-${WINDOWS ? 'win' : process.platform}-${process.arch}`
  const file = WINDOWS ? 'node.exe' : 'node'
  if (!existsSync(join(MODULES, folder, 'bin', file))) return

  const link = join(MODULES, '.bin', WINDOWS ? 'node.cmd' : 'node')
  rmSync(link, { force: true })
  if (WINDOWS) writeFileSync(link, `@"%~dp0\\..\\${folder}\\bin\\node.exe" %*\r\n`)
  else symlinkSync(join('..', folder, 'bin', file), link)
}

function refuseOldNode() {
  const version = nodeVersion()
  if (isNewEnough(version)) return

  stop(
    `Schakel needs Node 24 or newer; found ${version || 'none'}. On Linux (x64, arm64) and Windows (x64) it comes\n` +
      'with the packages; on this machine please install it yourself: https://nodejs.org/en/download, on macOS also\n' +
      '`brew install node@24`, or `nvm install 24`. Then try again.',
  )
}

if (!isInstalled()) withLock(() => isInstalled() || install())
if (!isNewEnough(nodeVersion())) withLock(() => isNewEnough(nodeVersion()) || linkNode())
refuseOldNode()

if (process.argv.includes('--browser')) {
  const { ensureBrowser } = await import('./browser.mjs')
  const found = ensureBrowser({ say })
  if (found.problem !== undefined) stop(found.problem)
}
