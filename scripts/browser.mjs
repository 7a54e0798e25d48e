/**
 * Finds a Chromium for the browser tests, and gets one where it may: as root on Debian or Ubuntu.
 * Plain JavaScript without packages; also imported by the tests.
 */
import { spawnSync } from 'node:child_process'
import { accessSync, constants, existsSync, readFileSync } from 'node:fs'
import { delimiter, join } from 'node:path'

const NAMES = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable']
const MAC = [
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
  '/Applications/Microsoft Edge.app/Contents/MacOS/Microsoft Edge',
]
const WINDOWS = ['Google/Chrome/Application/chrome.exe', 'Microsoft/Edge/Application/msedge.exe']

/** @returns {string | undefined} path of a browser that can be started */
export function findBrowser(env = process.env) {
  if (env.CHROMIUM_PATH) return isProgram(env.CHROMIUM_PATH) ? env.CHROMIUM_PATH : undefined

  return candidates(env).find(isProgram)
}

function candidates(env) {
  if (process.platform === 'darwin') return MAC
  if (process.platform === 'win32') {
    return [env.PROGRAMFILES, env['PROGRAMFILES(X86)'], env.LOCALAPPDATA]
      .filter((folder) => folder !== undefined)
      .flatMap((folder) => WINDOWS.map((path) => join(folder, path)))
  }
  const folders = [...(env.PATH ?? '').split(delimiter), '/usr/bin', '/usr/local/bin', '/snap/bin']
  return NAMES.flatMap((name) =>
    folders.filter((folder) => folder !== '').map((folder) => join(folder, name)),
  )
}

function isProgram(path) {
  try {
    accessSync(path, constants.X_OK)
    return true
  } catch {
    return false
  }
}

const HOW_TO =
  'The browser tests need Chromium, and none was found. Install it (Debian, Ubuntu: `sudo apt-get install\n' +
  'chromium`; macOS: `brew install --cask chromium`; Windows: Chrome or Edge), or point CHROMIUM_PATH at one.\n' +
  'Without a browser, `npm run check` runs everything else.'

/** Finds a browser or installs one. Returns `{ path }`, or `{ problem }` with a sentence that says what to do. */
export function ensureBrowser({ say, env = process.env }) {
  const found = findBrowser(env)
  if (found !== undefined) return { path: found }
  if (env.CHROMIUM_PATH) {
    return { problem: `CHROMIUM_PATH is ${env.CHROMIUM_PATH}, but no program can be started there.` }
  }
  if (!mayInstall()) return { problem: HOW_TO }

  say('Installing Chromium (apt-get) …')
  const options = { stdio: ['ignore', 2, 2], env: { ...env, DEBIAN_FRONTEND: 'noninteractive' } }
  const steps = [['update'], ['install', '-y', '--no-install-recommends', 'chromium']]
  const failed = steps.some((args) => spawnSync('apt-get', ['-q', ...args], options).status !== 0)
  const path = findBrowser(env)
  if (path !== undefined) return { path }

  return { problem: failed ? `apt-get could not install Chromium.\n${HOW_TO}` : HOW_TO }
}

/** Root on Debian or a child of it. */
function mayInstall() {
  if (process.platform !== 'linux' || process.getuid?.() !== 0 || !existsSync('/etc/os-release')) return false
  return /^ID(_LIKE)?=.*\b(debian|ubuntu)\b/m.test(readFileSync('/etc/os-release', 'utf8'))
}
