import { type Result, ok, refuse } from '#engine/kernel/result.ts'
import type { Figures } from '#features/figures/index.ts'
import { SBI_VERSIONS } from '#features/firms/index.ts'
import type { AnswersPatch } from './contract.ts'
import { type Fault, fault } from './fault.ts'

/** The names of the fields; a choice from the list has the code of its division as value. */
export const SECTOR_FIELD = { choice: 'answer', code: 'sbi-code', version: 'sbi-version' } as const

/** The list that the divisions in data/sectors.json are from. */
export const versionOfDivisions = ({ sectors }: Figures) => (sectors.version === 'SBI 2025' ? '2025' : '2008')

/** A choice from the list, or a code with the version of its list; both, if the code is in the chosen division. */
export function readSector(form: URLSearchParams, figures: Figures): Result<AnswersPatch, readonly Fault[]> {
  const choice = form.get(SECTOR_FIELD.choice) ?? ''
  const typed = (form.get(SECTOR_FIELD.code) ?? '').replace(/[\s.]/g, '')
  const division = figures.sectors.divisions.find(({ code }) => code === choice)
  if (choice === 'code' || typed !== '') return readCode(form, typed, choice, division?.code)

  if (choice === 'other' || choice === 'unknown') return ok({ sector: choice })
  if (division === undefined) return refuse([fault(SECTOR_FIELD.choice, 'choice')])
  return ok({ sector: { sbiVersion: versionOfDivisions(figures), sbiCode: division.code } })
}

function readCode(
  form: URLSearchParams,
  digits: string,
  choice: string,
  division: string | undefined,
): Result<AnswersPatch, readonly Fault[]> {
  const isOdd =
    choice === 'other' || choice === 'unknown' || (division && !digits.startsWith(division.replace('.', '')))
  if (isOdd) return refuse([fault(SECTOR_FIELD.code, 'sector.both')])

  const sbiVersion = SBI_VERSIONS.find((version) => version === form.get(SECTOR_FIELD.version))
  const faults = [
    ...(/^\d{2,5}$/.test(digits) ? [] : [fault(SECTOR_FIELD.code, 'sector.code')]),
    ...(sbiVersion === undefined ? [fault(SECTOR_FIELD.version, 'sector.version')] : []),
  ]
  return faults.length > 0 || sbiVersion === undefined
    ? refuse(faults)
    : ok({ sector: { sbiVersion, sbiCode: digits } })
}
