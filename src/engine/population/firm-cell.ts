import type { BusinessType } from './population.ts'

/** Classes by people employed. The first also stands for smaller firms, the last for larger ones. */
export const SIZE_CLASSES = ['10-19', '20-49', '50-99', '100-250'] as const
export type SizeClass = (typeof SIZE_CLASSES)[number]

const FIRST_OF_CLASS = [0, 20, 50, 100] // employees

/** Two digits: a division of the SBI. */
export type SectorCode = string

/** What kind of firm it is; what is absent is unknown. */
export type FirmCell = Readonly<{ sizeClass?: SizeClass; sector?: SectorCode; businessType?: BusinessType }>

/** What of a firm decides its cell. `sector` is an SBI code of two to five digits, with or without its dot. */
export type FirmFacts = Readonly<{ employees?: number; sector?: string; businessType?: BusinessType }>

export const sizeClassOf = (employees: number): SizeClass =>
  SIZE_CLASSES[FIRST_OF_CLASS.findLastIndex((first) => employees >= first)] ?? SIZE_CLASSES[0]

export const sectorOf = (sbiCode: string): SectorCode => sbiCode.slice(0, 2)

export function cellOf({ employees, sector, businessType }: FirmFacts): FirmCell {
  return {
    ...(employees === undefined ? {} : { sizeClass: sizeClassOf(employees) }),
    ...(sector === undefined ? {} : { sector: sectorOf(sector) }),
    ...(businessType === undefined ? {} : { businessType }),
  }
}

/** The same text for the same cell, and only then. */
export const keyOf = ({ sizeClass, sector, businessType }: FirmCell) =>
  `${sizeClass ?? ''}/${businessType ?? ''}/${sector ?? ''}`

/**
 * The groups a firm belongs to, from all firms to the smallest: size class, within it the type of business, within
 * that the sector. The way ends at the first that is unknown, because a firm of unknown size is in no size class.
 */
export function pathOf({ sizeClass, businessType, sector }: FirmCell): readonly FirmCell[] {
  if (sizeClass === undefined) return [{}]
  if (businessType === undefined) return [{}, { sizeClass }]
  const ofType = { sizeClass, businessType }
  return sector === undefined
    ? [{}, { sizeClass }, ofType]
    : [{}, { sizeClass }, ofType, { ...ofType, sector }]
}
