import { SHARE_ASSUMPTIONS } from '#engine/advice/firm.ts'
import { ok, type Result, refuse } from '#engine/kernel/result.ts'
import { type FirmFile, type Knowledge, LIMITS } from '#features/firms/index.ts'
import { readEuros } from '#features/scan/index.ts'
import { type Language, translator } from '#platform/i18n.ts'
import { eur } from '#platform/numbers.ts'
import type { FieldError } from '#platform/ui/fields.ts'

type Assumptions = FirmFile['assumptions']

const messages = translator(
  {
    share: 'Vul een percentage in van 0 tot 100, bijvoorbeeld 40.',
    amount: (max: string) => `Vul een bedrag in hele euro’s in, van 0 tot ${max}.`,
  },
  {
    share: 'Enter a percentage from 0 to 100, for instance 40.',
    amount: (max) => `Enter an amount in whole euros, from 0 to ${max}.`,
  },
)

/** The amounts a form may change. */
export const baseIdsOf = ({ catalogue }: Knowledge) => catalogue.population.bases.map(({ id }) => id)

const MAX_EUR = LIMITS.turnoverEurPerYear.max

/**
 * The form under "Wat dit advies zou veranderen": an empty field takes an assumption back, a field that was not on
 * the page keeps what was told earlier. All that is wrong at once.
 */
export function readAssumptions(
  form: URLSearchParams,
  before: Assumptions,
  baseIds: readonly string[],
  language: Language,
): Result<Assumptions, readonly FieldError[]> {
  const t = messages(language)
  const errors: FieldError[] = []
  const read = (
    field: string,
    old: number | undefined,
    parse: (text: string) => number | undefined,
    message: string,
  ) => {
    const text = form.get(field)?.trim()
    if (text === undefined) return old
    if (text === '') return undefined
    const value = parse(text)
    if (value === undefined) errors.push({ field, message })
    return value
  }

  const shares = SHARE_ASSUMPTIONS.map((id) => [id, read(id, before[id], readShare, t('share'))] as const)
  const bases = baseIds.map(
    (id) =>
      [id, read(`bases.${id}`, before.bases?.[id], readAmount, t('amount', eur(MAX_EUR, language)))] as const,
  )
  if (errors.length > 0) return refuse(errors)
  return ok({ ...told(shares), bases: told(bases) })
}

const told = (pairs: readonly (readonly [string, number | undefined])[]): Record<string, number> =>
  Object.fromEntries(pairs.filter((pair): pair is readonly [string, number] => pair[1] !== undefined))

function readShare(text: string): number | undefined {
  const digits = /^(\d{1,3}(?:[.,]\d{1,2})?) ?%?$/.exec(text)?.[1]
  const percentage = digits === undefined ? Number.NaN : Number(digits.replace(',', '.'))
  return percentage <= 100 ? percentage / 100 : undefined
}

function readAmount(text: string): number | undefined {
  const amount = readEuros(text)
  return amount.ok && amount.value >= 0 && amount.value <= MAX_EUR ? amount.value : undefined
}
