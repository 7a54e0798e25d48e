import { z } from 'zod'
import { type Applicant, applicantListHash } from '#engine/lottery/applicant-list.ts'
import type { LotteryDraw } from '#engine/lottery/draw-lottery.ts'
import { commitmentOf, type LotteryTerms } from '#engine/lottery/lottery-terms.ts'
import { type LotteryFault, verifyLottery } from '#engine/lottery/verify-lottery.ts'

const applicant = z.object({ id: z.string(), stratum: z.string() })

/**
 * What was published of a lottery, with both groups in it: the record that `lottery draw` prints, or the file of an
 * event, which also has the list as it was when it closed. What else stands in it is left alone.
 */
export const fileSchema = z.object({
  outcome: z.enum(['drawn', 'room-for-all', 'nobody']).optional(),
  terms: z.object({
    lottery: z.string(),
    places: z.int().min(0),
    commitment: z.string(),
    publicSource: z.string().optional(),
    listHash: z.string(), // '' while people can still sign up
  }),
  applicants: z.array(applicant).optional(),
  secret: z.string().optional(),
  draw: z
    .object({
      protocol: z.string(),
      secret: z.string(),
      publicValue: z.string().optional(),
      seed: z.string(),
      strata: z.array(
        z.object({ name: z.string(), ticket: z.string(), applicants: z.int(), places: z.int() }),
      ),
      applicants: z.array(
        applicant.extend({
          chanceShare: z.number(),
          ticket: z.string(),
          rank: z.int(),
          result: z.enum(['place', 'waiting']),
          waitingNumber: z.int().optional(),
        }),
      ),
    })
    .optional(),
})
export type LotteryFile = z.infer<typeof fileSchema>

/** What a file says when it is looked at; `faults` is empty when all is in order. */
export type Verified = Readonly<{
  lottery: string
  kind: 'drawn' | 'room-for-all' | 'nobody' | 'not-drawn'
  applicants: number
  places: number // given
  seed: string // '' where no lots were drawn
  faults: readonly FileFault[]
}>
type FileFault = LotteryFault | Readonly<{ code: 'more-applicants-than-places' }>

/** Draws again from what was published, as anyone can. `announced` is the list that somebody has from elsewhere. */
export function verifyFile(
  { terms: published, draw, applicants, outcome, secret }: LotteryFile,
  announced: readonly Applicant[] | undefined = applicants,
): Verified {
  const terms = published as LotteryTerms // absent and undefined are the same to whoever reads them
  const list = announced ?? draw?.applicants ?? []
  if (draw !== undefined) {
    const faults = verifyLottery(terms, draw as LotteryDraw, announced)
    const places = draw.applicants.filter(({ result }) => result === 'place').length
    const size = draw.applicants.length
    return { lottery: terms.lottery, kind: 'drawn', applicants: size, places, seed: draw.seed, faults }
  }
  const kind = outcome === undefined || outcome === 'drawn' ? 'not-drawn' : outcome
  const places = kind === 'not-drawn' ? 0 : list.length
  const faults = announced === undefined ? [] : undrawnFaults(terms, announced, kind, secret)
  return { lottery: terms.lottery, kind, applicants: list.length, places, seed: '', faults }
}

/** Where no lots were drawn: the list is the one announced, and there was room for all. */
function undrawnFaults(
  { listHash, places, commitment }: LotteryTerms,
  list: readonly Applicant[],
  kind: Verified['kind'],
  secret: string | undefined,
): FileFault[] {
  const faults: FileFault[] = []
  if (applicantListHash(list) !== listHash) faults.push({ code: 'list-not-announced' })
  if (kind === 'room-for-all' && list.length > places) faults.push({ code: 'more-applicants-than-places' })
  if (secret !== undefined && commitmentOf(secret) !== commitment)
    faults.push({ code: 'secret-not-committed' })
  return faults
}
