import type { Result } from '../../kernel/result.ts'
import type { StudyData } from '../group-time/study-data.ts'
import type { PowerRefusal, PowerSettings } from '../power/power-settings.ts'
import type { SmallestDetectable } from '../power/smallest-detectable-effect.ts'
import type { Needed, NeededRefusal } from '../power/what-is-needed.ts'

/**
 * What is known before any outcome of a participant is looked at.
 *
 * - `data`: rows with an outcome; `missing`: rows of the file without one, units numbered alike
 * - `participantsWithoutDate`: units that took part, nobody knows since when; they are in neither
 * - `smallestEffect`: from where on an effect matters, above 0, in the unit of the outcome
 */
export type DeterminabilityInput = Readonly<{
  data: StudyData
  missing?: Pick<StudyData, 'unit' | 'time' | 'first'>
  participantsWithoutDate: number
  plan: PowerSettings
  smallestEffect: number
}>

export type Grade = 'fine' | 'weak' | 'stops'

/** Shares 0 … 1; counts in units (firms) unless said otherwise. */
export type Finding = Readonly<{ grade: Grade }> &
  (
    | Readonly<{ code: 'entry-dates'; participants: number; withoutDate: number; share: number }>
    | Readonly<{ code: 'times-before'; lacking: readonly GroupTimes[]; share: number }>
    | Readonly<{ code: 'times-after'; without: number; share: number }>
    | Readonly<{
        code: 'outcome-linked'
        rows: number
        withoutOutcome: number
        participantsLinked: number
        othersLinked: number
        share: number
      }>
    | Readonly<{ code: 'controls'; never: number; notYet: number; participants: number }>
    | Readonly<{ code: 'group-sizes'; small: readonly Readonly<{ group: number; units: number }>[] }>
    | Readonly<{ code: 'clusters'; clusters: number; withParticipants: number }>
    | Readonly<{ code: 'whole-panel'; units: number; incomplete: number; share: number }>
    | Readonly<{
        code: 'smallest-detectable'
        smallestEffect: number
        power: Result<SmallestDetectable, PowerRefusal>
        chance: number | undefined // of finding the smallest effect that matters
      }>
  )

/** `times` without treatment, anticipation counted. */
export type GroupTimes = Readonly<{ group: number; units: number; times: number }>

/** What would bring every finding to `fine`. */
export type Need =
  | Readonly<{ code: 'dates'; count: number }>
  | Readonly<{ code: 'earlier-times'; groups: readonly GroupTimes[] }>
  | Readonly<{ code: 'later-times'; participants: number }>
  | Readonly<{ code: 'outcomes'; rows: number }>
  | Readonly<{ code: 'controls'; count: number }>
  | Readonly<{ code: 'participants'; count: number }>
  | Readonly<{ code: 'clusters'; count: number }>
  | Readonly<{ code: 'more-of-the-design'; needed: Result<Needed, NeededRefusal> }>

/** `answer`: no finding stops and the design finds what matters; or only what is larger; or nothing. */
export type Determinability = Readonly<{
  answer: 'can be answered' | 'only large effects' | 'cannot be answered'
  findings: readonly Finding[]
  needed: readonly Need[]
}>

export type DeterminabilityRefusal = Readonly<{
  code:
    | 'no-rows'
    | 'lengths-differ'
    | 'first-varies-within-unit'
    | 'count-outside-limits'
    | 'effect-outside-limits'
    | 'no-participants'
  row?: number
}>
