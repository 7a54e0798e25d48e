import { mkdir, open, readFile, rm } from 'node:fs/promises'
import { dirname } from 'node:path'
import { z } from 'zod'
import { ok, type Result, refuse } from '#engine/kernel/result.ts'
import { canonicalHash } from '#platform/canonical-hash.ts'
import type { Registration } from './evaluation-record.ts'

const hash = z.string().regex(/^[0-9a-f]{64}$/)

const entrySchema = z.strictObject({
  number: z.int().min(1),
  at: z.iso.datetime(),
  deed: z.enum(['registered', 'panel-read']),
  studyHash: hash,
  panelHash: hash.optional(),
  previous: hash.or(z.literal('')),
  hash,
})

/** One line of the ledger; each holds the hash of the line before it, so that none can be slipped in or taken out. */
export type LedgerEntry = z.output<typeof entrySchema>

export type LedgerRefusal = Readonly<
  { code: 'not-readable'; why: string } | { code: 'broken'; line: number } | { code: 'busy'; lock: string }
>

const LOCK_TRIES = 100
const LOCK_PAUSE_MS = 50

/** All entries in order; an absent file has none. A line that is not what was written is refused. */
export async function readLedger(file: string): Promise<Result<readonly LedgerEntry[], LedgerRefusal>> {
  const text = await readFile(file, 'utf8').catch((error: NodeJS.ErrnoException) => error)
  if (typeof text !== 'string')
    return text.code === 'ENOENT' ? ok([]) : refuse({ code: 'not-readable', why: text.message })
  const entries: LedgerEntry[] = []
  for (const [index, line] of text.split('\n').entries()) {
    if (line === '' && index > 0) continue
    const entry = entryOf(line)
    const previous = entries.at(-1)?.hash ?? ''
    if (!entry || entry.previous !== previous || entry.number !== entries.length + 1 || !isWhole(entry))
      return refuse({ code: 'broken', line: index + 1 })
    entries.push(entry)
  }
  return ok(entries)
}

function entryOf(line: string): LedgerEntry | undefined {
  try {
    return entrySchema.safeParse(JSON.parse(line)).data
  } catch {
    return undefined
  }
}

const isWhole = ({ hash, ...rest }: LedgerEntry) => canonicalHash(rest) === hash

/** Adds one entry at the end and has it on disk before it returns. */
export async function appendToLedger(
  file: string,
  deed: Pick<LedgerEntry, 'deed' | 'studyHash' | 'panelHash'> & Readonly<{ at: Date }>,
  tries = LOCK_TRIES,
): Promise<Result<LedgerEntry, LedgerRefusal>> {
  await mkdir(dirname(file), { recursive: true })
  return withLock(`${file}.lock`, tries, async () => {
    const known = await readLedger(file)
    if (!known.ok) return known
    const { at, panelHash, ...rest } = deed
    const entry = {
      number: known.value.length + 1,
      at: at.toISOString(),
      ...rest,
      ...(panelHash === undefined ? {} : { panelHash }),
      previous: known.value.at(-1)?.hash ?? '',
    }
    const whole = { ...entry, hash: canonicalHash(entry) }
    const handle = await open(file, 'a')
    try {
      await handle.appendFile(`${JSON.stringify(whole)}\n`)
      await handle.sync()
    } finally {
      await handle.close()
    }
    return ok(whole)
  })
}

/** One writer at a time: whoever makes the lock file. A lock that a killed process left is named, not broken. */
async function withLock<T>(
  lock: string,
  tries: number,
  work: () => Promise<Result<T, LedgerRefusal>>,
): Promise<Result<T, LedgerRefusal>> {
  for (let attempt = 0; attempt < tries; attempt++) {
    const handle = await open(lock, 'wx').catch((error: NodeJS.ErrnoException) => error)
    if (!(handle instanceof Error)) {
      try {
        return await work()
      } finally {
        await handle.close()
        await rm(lock, { force: true })
      }
    }
    if (handle.code !== 'EEXIST') return refuse({ code: 'not-readable', why: handle.message })
    await new Promise((resolve) => setTimeout(resolve, LOCK_PAUSE_MS))
  }
  return refuse({ code: 'busy', lock })
}

/** When the study was first registered, and whether this panel had been read before that, as far as the ledger knows. */
export function registrationOf(
  entries: readonly LedgerEntry[],
  { studyHash, panelHash }: Readonly<{ studyHash: string; panelHash: string }>,
): Registration {
  const place = entries.findIndex((entry) => entry.deed === 'registered' && entry.studyHash === studyHash)
  const registered = entries[place]
  if (!registered) return { state: 'never' }
  const panelSeen = entries
    .slice(0, place)
    .some((entry) => entry.deed === 'panel-read' && entry.panelHash === panelHash)
  return { state: 'registered', at: registered.at, panelSeen }
}
