import { mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { SummedPanel } from '#engine/evaluation/programme/summed-panel.ts'
import type { CovarianceResult } from '#engine/evaluation/sums/covariance-result.ts'
import { ok, refuse } from '#engine/kernel/result.ts'
import { canonicalHash } from '#platform/canonical-hash.ts'

/**
 * Work on one study and one panel, piece by piece, so that a run that was broken off can go on. It holds outcomes of
 * firms: nobody else can read it, and it is removed when the work is done.
 *
 * - `find`: a piece, as JSON gives it; undefined where there is none that is whole
 */
export type KeptWork = Readonly<{
  blocksPath: string
  find: (piece: string) => unknown
  keep: (piece: string, value: unknown) => void
  remove: () => void
}>

/** @param key  all that the work depends on; other work in the same folder is left alone */
export function keptWork(folder: string, key: unknown): KeptWork {
  const own = join(folder, canonicalHash(key).slice(0, 16))
  mkdirSync(own, { recursive: true, mode: 0o700 })
  const pathOf = (piece: string) => join(own, `${piece}.json`)
  return {
    blocksPath: join(own, 'blocks'),
    find: (piece) => {
      try {
        return JSON.parse(readFileSync(pathOf(piece), 'utf8')) as unknown
      } catch (error) {
        if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined
        throw error
      }
    },
    keep: (piece, value) => {
      writeFileSync(`${pathOf(piece)}.new`, JSON.stringify(value), { mode: 0o600 })
      renameSync(`${pathOf(piece)}.new`, pathOf(piece)) // whole or not at all
    },
    remove: () => rmSync(own, { recursive: true, force: true }),
  }
}

type Effects = ReturnType<SummedPanel['effects']>

/** The same panel, whose effects are kept, and not estimated again where they were. */
export function withKeptEffects(panel: SummedPanel, { find, keep }: KeptWork): SummedPanel {
  return {
    ...panel,
    effects: (settings, without) => {
      const piece = `effects-${canonicalHash({ settings, without }).slice(0, 16)}`
      const known = find(piece)
      if (known !== undefined) return effectsOf(known as Plain)
      const effects = panel.effects(settings, without)
      keep(
        piece,
        effects.ok ? { ...effects.value, covariance: [...effects.value.covariance] } : effects.error,
      )
      return effects
    },
  }
}

type Plain =
  | (Omit<CovarianceResult, 'covariance'> & Readonly<{ covariance: readonly number[] }>)
  | Extract<Effects, { ok: false }>['error']

const effectsOf = (plain: Plain): Effects =>
  'code' in plain ? refuse(plain) : ok({ ...plain, covariance: Float64Array.from(plain.covariance) })
