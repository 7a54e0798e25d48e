/**
 * What the trends of joining and other firms do without the programme: the same; the same among firms with the same
 * covariates; different whatever is known of them; and as `conditional` but with a programme that does nothing.
 */
export const PANEL_VARIANTS = ['parallel', 'conditional', 'broken', 'none'] as const
export type PanelVariant = (typeof PANEL_VARIANTS)[number]

/** `firms` 50 … 200,000; `years` 6 … 30; `seed` integer, 0 ≤ seed < 2^53; `leaveShare` per year, 0 … 0.5. */
export type PanelPlan = Readonly<{
  firms: number
  years: number
  seed: number
  variant: PanelVariant
  leaveShare?: number
}>

export type PanelPlanRefusal = Readonly<{
  code:
    | 'firms-outside-limits'
    | 'years-outside-limits'
    | 'seed-outside-limits'
    | 'leave-share-outside-limits'
    | 'unknown-variant'
}>
