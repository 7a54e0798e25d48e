import type { Result } from '#engine/kernel/result.ts'
import type { Config } from '#platform/config.ts'
import type { Cookie } from '#platform/session-cookie.ts'
import type { Seal } from '#platform/seal.ts'

/** What the pages of this feature are given. */
export type IdentityParts = Readonly<{
  config: Partial<Pick<Config, 'publicUrl' | 'port' | 'trustedProxies' | 'oidc'>>
  cookie: Cookie
  attemptCookie: Cookie
  mailLeaves: boolean // or is it written to a folder
  note: (line: string) => void // for the log
  openSeal: () => Result<Seal, string> // refused where there is no key to seal with
}>
