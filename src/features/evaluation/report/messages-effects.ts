import { translator } from '#platform/i18n.ts'

/** An effect in words. A size has its unit: "7,4%", "0,42 punten". */
export const effectMessages = translator(
  {
    higher: (size: string) => `${size} hoger`,
    lower: (size: string) => `${size} lager`,
    none: 'vrijwel geen verschil',
    between: (from: string, to: string) => `tussen ${from} en ${to}`,
    betweenHigher: (from: string, to: string) => `tussen ${from} en ${to} hoger`,
    betweenLower: (from: string, to: string) => `tussen ${from} en ${to} lager`,
  },
  {
    higher: (size) => `${size} higher`,
    lower: (size) => `${size} lower`,
    none: 'almost no difference',
    between: (from, to) => `between ${from} and ${to}`,
    betweenHigher: (from, to) => `between ${from} and ${to} higher`,
    betweenLower: (from, to) => `between ${from} and ${to} lower`,
  },
)
