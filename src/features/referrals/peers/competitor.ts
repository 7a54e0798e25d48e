/** Where a firm is and what it does; '' is not known. Sector in two digits of the SBI. */
export type Trade = Readonly<{ sector: string; province: string }>

/**
 * May these two be introduced? Never competitors: the same sector in the same province (docs/methods/matching.md). What
 * is not known of one of them counts as the same. Pure.
 */
export const mayBeIntroduced = (a: Trade, b: Trade): boolean =>
  differs(a.sector, b.sector) || differs(a.province, b.province)

const differs = (one: string, other: string) => one !== '' && other !== '' && one !== other

/** '2026-Q4', by the clock in Amsterdam; months 1-12. */
export const quarterOf = ({ year, month }: Readonly<{ year: number; month: number }>): string =>
  `${year}-Q${Math.ceil(month / 3)}`
