import type { Config } from '#platform/config.ts'
import type { Feature } from '#platform/feature.ts'
import { refuse } from '#engine/kernel/result.ts'
import { sealOf } from '#platform/seal.ts'
import { attemptCookie, sessionCookie } from '#platform/session-cookie.ts'
import { peopleRoutes } from './administration/people-routes.ts'
import type { Organisation } from './administration/repository.ts'
import { seedOrganisations } from './administration/seed-organisations.ts'
import { identityCommands } from './commands.ts'
import { eherkenningRoutes } from './eherkenning/eherkenning-routes.ts'
import { forgetExpired } from './forget-expired.ts'
import { identify } from './identify.ts'
import type { IdentityParts } from './identity-parts.ts'
import { identityPersonalData } from './own-data/personal-data.ts'
import { factorRoutes } from './second-factor/factor-routes.ts'
import { securityRoutes } from './security-routes.ts'
import { signInRoutes } from './sign-in-routes.ts'

export { appoint } from './administration/appoint.ts'
export { type BegunSession, type BrowserShown, beginSession } from './begin-session.ts'
export { findAddress, findMemberships, lockFirms, type Membership } from './own-data/repository.ts'
export { readEmail } from './contract.ts'
export { deviceOf } from './device.ts'
export { countAttempt, type TooMany } from './count-attempt.ts'
export { isAdministrator, isAdviserOf, isBureau, isCoordinatorOf, mayActFor } from './policies.ts'
export type { TryLimit } from './limits.ts'
export { siteUrlOf } from './site-url.ts'
export { signedIn, tooManyPage, toSignIn } from './visit.ts'
export { visitorAddressOf } from './visitor-address.ts'

export type IdentityConfig = Partial<
  Pick<
    Config,
    'publicUrl' | 'port' | 'trustedProxies' | 'oidc' | 'secretKey' | 'databaseUrl' | 'dataDir' | 'smtpUrl'
  >
>
export type IdentitySettings = Readonly<{
  config: IdentityConfig
  organisations: readonly Organisation[] // made at start where they are not there yet
  note?: (line: string) => void // for the log
}>

/** People, how they sign in, and what they may. Mount it before features whose pages ask who acts. */
export function identityFeature({ config, organisations, note = () => {} }: IdentitySettings): Feature {
  const parts: IdentityParts = {
    config,
    cookie: sessionCookie(config),
    attemptCookie: attemptCookie(config),
    mailLeaves: config.smtpUrl !== undefined,
    note,
    openSeal: () => sealOfConfig(config),
  }
  return {
    name: 'identity',
    identify: identify(parts),
    pages: (app) => {
      signInRoutes(app, parts)
      securityRoutes(app, parts)
      factorRoutes(app, parts)
      peopleRoutes(app)
      eherkenningRoutes(app, parts)
    },
    commands: identityCommands(organisations),
    onStart: (ctx) => seedOrganisations(ctx, organisations),
    tasks: [forgetExpired],
    personalData: identityPersonalData,
  }
}

/** The seal of this installation; refused where there is no key. */
export const sealOfConfig = ({ dataDir, ...config }: IdentityConfig) =>
  dataDir === undefined ? refuse('there is no folder to keep a key in') : sealOf({ ...config, dataDir })
