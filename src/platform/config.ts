import { resolve } from 'node:path'
import { z } from 'zod'
import { ok, type Result, refuse } from '#engine/kernel/result.ts'
import { readMailbox } from './mail/mail-address.ts'

/** Settings of a running Schakel; every one has a default that works on a laptop. */
export type Config = Readonly<{
  port: number // 0 lets the system choose one
  host: string
  dataDir: string // absolute path of the folder of the embedded database
  webProcesses?: number // of the site on one address, on a server only; absent: one
  databaseUrl?: string // postgres://…; absent: the embedded database in dataDir
  publicUrl?: string // where visitors find us, without slash at the end; https turns HSTS on
  contactEmail?: string // who answers for this installation, in the description of the API
  smtpUrl?: string // smtp://… or smtps://…; absent: mail is written to files in dataDir/mail
  mailFrom?: string // 'Schakel <vraag@hub.example>', on all mail that goes out
  mailInAddress?: string // where answers come back to; absent: the address of mailFrom
  mailInSecret?: string // what a mail host shows when it hands over mail; absent: none is taken in
  secretKey?: string // 32 bytes in base64 that seal secrets; absent: a key file beside the embedded database
  trustedProxies?: number // how many stand before this server and add to X-Forwarded-For
  oidc?: OidcConfig // absent: no eHerkenning
}>

/** A provider of identities that speaks OpenID Connect: a broker of eHerkenning. */
export type OidcConfig = Readonly<{
  issuer: string
  clientId: string
  clientSecret: string
  acr: string // the lowest level of assurance that counts
  kvkClaim: string
  branchClaim: string
}>

const url = (protocols: readonly string[], example: string) =>
  z
    .string()
    .refine(
      (text) => URL.canParse(text) && protocols.includes(new URL(text).protocol),
      `an address such as ${example}`,
    )

const mailbox = z
  .string()
  .refine((text) => readMailbox(text) !== undefined, 'an address such as Schakel <vraag@hub.example.org>')

const envSchema = z.object({
  PORT: z
    .string()
    .regex(/^\d{1,5}$/, 'a whole number from 0 to 65535')
    .transform(Number)
    .pipe(z.number().max(65_535, 'a whole number from 0 to 65535'))
    .default(3000),
  HOST: z
    .string()
    .regex(/^[\w.:%-]+$/, 'a host name or an address such as 127.0.0.1 or 0.0.0.0')
    .default('127.0.0.1'),
  DATA_DIR: z
    .string()
    .refine((path) => !path.includes('\0'), 'a path to a folder')
    .default('./.data'),
  DATABASE_URL: url(['postgres:', 'postgresql:'], 'postgres://user@host:5432/schakel').optional(),
  WEB_PROCESSES: z
    .string()
    .regex(/^([1-9]|1\d)$/, 'a whole number from 1 to 19')
    .transform(Number)
    .optional(),
  PUBLIC_URL: url(['http:', 'https:'], 'https://schakel.example.org')
    .transform((text) => text.replace(/\/+$/, ''))
    .optional(),
  CONTACT_EMAIL: z.email('an e-mail address').optional(),
  SMTP_URL: url(['smtp:', 'smtps:'], 'smtp://name:password@mail.example.org:587').optional(),
  MAIL_FROM: mailbox.optional(),
  MAIL_IN_ADDRESS: mailbox.optional(),
  MAIL_IN_SECRET: z.string().min(32, 'at least 32 characters that nobody can guess').optional(),
  SECRET_KEY: z
    .string()
    .refine(
      (text) => Buffer.from(text, 'base64').length === 32,
      '32 bytes in base64 (openssl rand -base64 32)',
    )
    .optional(),
  TRUSTED_PROXIES: z
    .string()
    .regex(/^[0-5]$/, 'a number from 0 to 5')
    .transform(Number)
    .optional(),
  OIDC_ISSUER: url(['http:', 'https:'], 'https://broker.example.org')
    .refine(isSafeIssuer, 'an address with https; plain http is for this machine alone')
    .optional(),
  OIDC_CLIENT_ID: z.string().optional(),
  OIDC_CLIENT_SECRET: z.string().optional(),
  OIDC_ACR: z.string().default('urn:etoegang:core:assurance-class:loa3'),
  OIDC_KVK_CLAIM: z.string().default('urn:etoegang:1.9:EntityConcernedID:KvKnr'),
  OIDC_BRANCH_CLAIM: z.string().default('urn:etoegang:1.9:ServiceRestriction:Vestigingsnr'),
})

const LOOPBACK = ['localhost', '127.0.0.1', '[::1]']

function isSafeIssuer(text: string): boolean {
  if (!URL.canParse(text)) return false
  const { protocol, hostname } = new URL(text)
  return protocol === 'https:' || LOOPBACK.includes(hostname)
}

/**
 * Reads the settings from the environment; an empty variable counts as absent. The refusal is a text for the
 * person at the terminal, a line per wrong variable; values are not repeated, since some hold a password.
 */
export function readConfig(env: Readonly<Record<string, string | undefined>>): Result<Config, string> {
  const given = Object.fromEntries(
    Object.entries(env).filter(([, value]) => value !== undefined && value !== ''),
  )
  const parsed = envSchema.safeParse(given)
  if (!parsed.success) {
    return refuse(
      parsed.error.issues.map(({ path, message }) => `${path.join('.')} must be ${message}.`).join('\n'),
    )
  }

  const { PORT, HOST, DATA_DIR, DATABASE_URL, PUBLIC_URL, CONTACT_EMAIL } = parsed.data
  const { SMTP_URL, MAIL_FROM, MAIL_IN_ADDRESS, MAIL_IN_SECRET } = parsed.data
  if (SMTP_URL !== undefined && MAIL_FROM === undefined) {
    return refuse('MAIL_FROM must be set where SMTP_URL is: mail servers refuse mail from nobody.')
  }
  const { SECRET_KEY, TRUSTED_PROXIES, WEB_PROCESSES } = parsed.data
  if (DATABASE_URL === undefined && WEB_PROCESSES !== undefined && WEB_PROCESSES > 1) {
    return refuse('WEB_PROCESSES must be 1 without DATABASE_URL: one process has the embedded database.')
  }
  const oidc = oidcOf(parsed.data)
  if (!oidc.ok) return oidc
  return ok({
    port: PORT,
    host: HOST,
    dataDir: resolve(DATA_DIR),
    ...(DATABASE_URL === undefined ? {} : { databaseUrl: DATABASE_URL }),
    ...(WEB_PROCESSES === undefined ? {} : { webProcesses: WEB_PROCESSES }),
    ...(PUBLIC_URL === undefined ? {} : { publicUrl: PUBLIC_URL }),
    ...(CONTACT_EMAIL === undefined ? {} : { contactEmail: CONTACT_EMAIL }),
    ...(SMTP_URL === undefined ? {} : { smtpUrl: SMTP_URL }),
    ...(MAIL_FROM === undefined ? {} : { mailFrom: MAIL_FROM }),
    ...(MAIL_IN_ADDRESS === undefined ? {} : { mailInAddress: MAIL_IN_ADDRESS }),
    ...(MAIL_IN_SECRET === undefined ? {} : { mailInSecret: MAIL_IN_SECRET }),
    ...(SECRET_KEY === undefined ? {} : { secretKey: SECRET_KEY }),
    ...(TRUSTED_PROXIES === undefined ? {} : { trustedProxies: TRUSTED_PROXIES }),
    ...(oidc.value === undefined ? {} : { oidc: oidc.value }),
  })
}

function oidcOf(env: z.infer<typeof envSchema>): Result<OidcConfig | undefined, string> {
  const { OIDC_ISSUER, OIDC_CLIENT_ID, OIDC_CLIENT_SECRET } = env
  if (OIDC_ISSUER === undefined) return ok(undefined)
  if (OIDC_CLIENT_ID === undefined || OIDC_CLIENT_SECRET === undefined) {
    return refuse('OIDC_CLIENT_ID and OIDC_CLIENT_SECRET must be set where OIDC_ISSUER is.')
  }
  if (env.PUBLIC_URL === undefined) {
    return refuse('PUBLIC_URL must be set where OIDC_ISSUER is: the provider sends visitors back to it.')
  }
  return ok({
    issuer: OIDC_ISSUER,
    clientId: OIDC_CLIENT_ID,
    clientSecret: OIDC_CLIENT_SECRET,
    acr: env.OIDC_ACR,
    kvkClaim: env.OIDC_KVK_CLAIM,
    branchClaim: env.OIDC_BRANCH_CLAIM,
  })
}
