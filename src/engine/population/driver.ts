/** What a cost term is counted per. How many a firm has follows from its answers or the population. */
export const DRIVERS = [
  'firm',
  'employee',
  'shop-floor-employee',
  'trained-employee',
  'erp-user',
  'engineer',
  'estimator',
  'cnc-programmer',
  'dashboard-user',
  'machine',
  'critical-machine',
  'partner',
  'cell',
  'product-family',
  'unit-in-field',
] as const
export type Driver = (typeof DRIVERS)[number]
