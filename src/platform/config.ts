import { resolve } from 'node:path'
import { z } from 'zod'
import { ok, type Result, refuse } from '#engine/kernel/result.ts'

/** Settings of a running Schakel; every one has a default that works on a laptop. */
export type Config = Readonly<{
  port: number // 0 lets the system choose one
  host: string
  dataDir: string // absolute path of the folder of the embedded database
  databaseUrl?: string // postgres://…; absent: the embedded database in dataDir
  publicUrl?: string // where visitors find us, without slash at the end; https turns HSTS on
  contactEmail?: string // who answers for this installation, in the description of the API
}>

const url = (protocols: readonly string[], example: string) =>
  z
    .string()
    .refine(
      (text) => URL.canParse(text) && protocols.includes(new URL(text).protocol),
      `an address such as ${example}`,
    )

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
  PUBLIC_URL: url(['http:', 'https:'], 'https://schakel.example.org')
    .transform((text) => text.replace(/\/+$/, ''))
    .optional(),
  CONTACT_EMAIL: z.email('an e-mail address').optional(),
})

/**
 * Reads the settings from the environment; an empty variable counts as absent. The refusal is a text for the
 * person at the terminal, a line per wrong variable; values are not repeated, since DATABASE_URL holds a password.
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
  return ok({
    port: PORT,
    host: HOST,
    dataDir: resolve(DATA_DIR),
    ...(DATABASE_URL === undefined ? {} : { databaseUrl: DATABASE_URL }),
    ...(PUBLIC_URL === undefined ? {} : { publicUrl: PUBLIC_URL }),
    ...(CONTACT_EMAIL === undefined ? {} : { contactEmail: CONTACT_EMAIL }),
  })
}
