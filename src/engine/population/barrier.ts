/** The generic barriers firms report; each multiplies the odds that a step fails. */
export const BARRIERS = [
  'skills',
  'cyber-security',
  'data-sharing',
  'ip',
  'standardisation',
  'finance',
] as const
export type Barrier = (typeof BARRIERS)[number]
