import { ok } from '#engine/kernel/result.ts'
import { insertAdvice } from '#features/advice/index.ts'
import { giveConsent, type Purpose, withdrawConsent } from '#features/consent/index.ts'
import { changeAnswers, firmOfAnswers, NO_ANSWERS, startScan } from '#features/scan/index.ts'
import { keepScan } from '#features/thread/index.ts'
import { asActor } from '#platform/actor.ts'
import { asLinkHolder, linkHashOf } from '#platform/link-holder.ts'
import type { AdviceJob } from './advise-cast.ts'
import { type Chance, chanceOf, STREAMS } from './chance.ts'
import { DAY_MS, done, type Filling, MINUTE_MS } from './filling.ts'
import type { Arrived } from './firms-arrive.ts'
import { answersOf } from './scan-answers.ts'
import { planReferral } from './referrals-year.ts'
import { planSteps } from './steps-year.ts'

/** Of a hundred firms so many do the scan; of those that do, so many agree to each purpose. All of it is invented. */
const SCAN_SHARE = 0.24
const AGREE_SHARE: Readonly<Record<Purpose, number>> = {
  'hub-sees-advice': 0.7,
  introductions: 0.35,
  reminders: 0.65,
  research: 0.45,
}
const WITHDRAW_SHARE = 0.05

type Scanned = Readonly<{ n: number; at: number; chance: Chance }>

/** Which firms do the scan, when; and what their advice is, reckoned from now on. */
export function planScans(filling: Filling): (arrived: Arrived) => void {
  const { year, cast, seed, parts, advising } = filling
  const scans = new Map<number, Scanned>()
  for (const { n, arrives } of cast.firms) {
    const chance = chanceOf(seed, STREAMS.scans + 1_000 * (n + 1))
    if (n > 0 && !chance.isOne(SCAN_SHARE)) continue
    const arrivesAt = year.from + arrives * (year.until - year.from)
    const at = arrivesAt + chance.between(0, n === 0 ? 3 : 25) * DAY_MS
    if (at < year.until) scans.set(n, { n, at, chance })
  }
  const inOrder = [...scans.values()].toSorted((a, b) => a.at - b.at)
  const jobs = new Map<number, AdviceJob>()
  for (const { n, at } of inOrder) {
    const answers = answersOf(NO_ANSWERS, cast.firms[n]!, parts.figures, answering(seed, n))
    jobs.set(n, { firm: firmOfAnswers(answers, parts.figures), advisedAt: new Date(at + 14 * MINUTE_MS) })
  }
  advising.begin(jobs)
  return (arrived) => {
    const scanned = scans.get(arrived.firm.n)
    if (scanned !== undefined) year.plan(scanned.at, () => scan(filling, arrived, scanned))
  }
}

/** The same answers for the advice and for the scan. */
const answering = (seed: number, n: number): Chance => chanceOf(seed, STREAMS.scans + 1_000 * (n + 1) + 500)

async function scan(filling: Filling, arrived: Arrived, scanned: Scanned): Promise<void> {
  const { ctx, year, parts, seed, advising } = filling
  const { n } = scanned
  const link = await startScan(ctx)
  const saved = await changeAnswers(ctx, parts.figures, link, (before) =>
    ok(answersOf(before, arrived.firm, parts.figures, answering(seed, n))),
  )
  const { id } = done(saved)
  year.plan(scanned.at + 14 * MINUTE_MS, async () => {
    const report = await advising.reportOf(n)
    const linkHash = linkHashOf(link)
    await asLinkHolder(ctx.db, linkHash, (tx) => insertAdvice(tx, { id, linkHash }, report))
    const { actor, firmId } = arrived
    done(await keepScan(ctx, actor, parts.seal, { link, firmId }, parts.onKept))
    const isShown = await consent(filling, arrived, scanned)
    planSteps(filling, arrived, report.firstStep.begin, scanned.chance)
    if (isShown) planReferral(filling, arrived, report.firstStep.begin, scanned.chance)
  })
}

/** Gives whether the hub may look. */
async function consent(
  filling: Filling,
  { actor, firmId, firm }: Arrived,
  { chance, at }: Scanned,
): Promise<boolean> {
  let isShown = false
  const { ctx, year, parts } = filling
  for (const [purpose, share] of Object.entries(AGREE_SHARE) as [Purpose, number][]) {
    if (firm.n > 0 && !chance.isOne(share)) continue
    await asActor(ctx.db, actor, async (tx) => {
      const province = purpose === 'hub-sees-advice' ? { province: firm.province } : {}
      done(await giveConsent(tx, actor, firmId, purpose, ctx.now(), province))
      if (purpose === 'hub-sees-advice') await parts.onKept(tx, actor, firmId, ctx.now())
    })
    isShown ||= purpose === 'hub-sees-advice'
    if (firm.n === 0 || !chance.isOne(WITHDRAW_SHARE)) continue
    year.plan(at + chance.between(10, 150) * DAY_MS, async () => {
      await asActor(ctx.db, actor, async (tx) =>
        done(await withdrawConsent(tx, actor, firmId, purpose, ctx.now())),
      )
    })
  }
  return isShown
}
