export function findBrowser(env?: NodeJS.ProcessEnv): string | undefined
export function ensureBrowser(options: {
  say: (text: string) => void
  env?: NodeJS.ProcessEnv
}): { path: string; problem?: undefined } | { path?: undefined; problem: string }
