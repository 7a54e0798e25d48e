import { askQuestion, type Asker, assignCase } from '#features/desk/index.ts'
import type { CastFirm, Colleague } from './cast.ts'
import { addressOf, inventPerson } from './invented-names.ts'
import { LOOK_AROUND } from './look-around.ts'
import { type Chance, chanceOf, STREAMS } from './chance.ts'
import { DAY_MS, done, type Filling, HOUR_MS } from './filling.ts'
import type { Arrived } from './firms-arrive.ts'
import { type Handled, handleCase } from './handle-case.ts'
import type { InventedQuestion } from './invented-question.ts'
import { FLOOR_QUESTIONS } from './questions-floor.ts'
import { ELSEWHERE_QUESTIONS, OFFICE_QUESTIONS } from './questions-office.ts'
import { askingTime } from './working-hours.ts'

const QUESTIONS: readonly InventedQuestion[] = [...FLOOR_QUESTIONS, ...OFFICE_QUESTIONS]
/** Per firm in a year; and so many of a hundred by somebody without an account. */
const PER_FIRM = 1.05
const VISITOR_SHARE = 0.18
const ELSEWHERE_SHARE = 0.05

/** Firms ask in the course of the year after they arrived; visitors without an account ask too. */
export function planQuestions(filling: Filling): (arrived: Arrived) => void {
  const { year, seed, cast } = filling
  const visitors = chanceOf(seed, STREAMS.desk)
  const count = Math.round(cast.firms.length * PER_FIRM * VISITOR_SHARE)
  for (let n = 0; n < count; n++) {
    const day = year.from + visitors.between(0.02, 1) * (year.until - year.from)
    const who = visitors.oneOf(cast.firms)
    const at = askingTime(day, visitors)
    year.plan(at, () => askAsVisitor(filling, who, n, visitors))
  }
  return (arrived) => {
    const chance = chanceOf(seed, STREAMS.desk + 1_000 * (arrived.firm.n + 1))
    const questions = arrived.firm.n === 0 ? 4 : countOf(PER_FIRM * (1 - VISITOR_SHARE), chance)
    const begin = year.now().getTime()
    for (let n = 0; n < questions; n++) {
      const at = askingTime(begin + chance.rng() * (year.until - begin), chance)
      year.plan(at, () => askAsFirm(filling, arrived, chance))
    }
  }
}

/** Hours ago at which questions came in at one desk that wait at this moment; of the last ones too long. */
const WAITING_SINCE_H = [0.4, 1.5, 2.5, 4, 6, 17, 22, 69, 98] as const

/** So that whoever looks around as an adviser finds work: a third is with him, the others are with nobody yet. */
export function planWaiting(filling: Filling): void {
  const { year, seed, cast, ctx, parts } = filling
  const chance = chanceOf(seed, STREAMS.waiting)
  const { slug, email } = LOOK_AROUND.find(({ kind }) => kind === 'adviser')!
  const { actor, accountId } = cast.colleagues.find((one) => one.email === email)!
  const near = cast.firms.filter((firm) => firm.hub === slug && firm.n > 0)
  for (const [n, hours] of WAITING_SINCE_H.entries())
    year.plan(year.until - hours * HOUR_MS, async () => {
      const { id } = await askUnknown(filling, chance.oneOf(near), `wacht${letterOf(n)}`, chance)
      if (n % 3 === 0) done(await assignCase(ctx, parts, actor, id, { version: 1, accountId }))
    })
}

/** A whole number with this mean: most ask once or not at all, a few ask again and again. */
function countOf(mean: number, chance: Chance): number {
  let count = 0
  for (let left = chance.rng(); left > 1 - mean / (1 + mean) && count < 8; left = chance.rng()) count++
  return count
}

async function askAsFirm(filling: Filling, arrived: Arrived, chance: Chance): Promise<void> {
  const { ctx, parts, site } = filling
  const { firm, firmId, actor } = arrived
  const elsewhere = chance.isOne(ELSEWHERE_SHARE) ? chance.oneOf(ELSEWHERE_QUESTIONS) : undefined
  const asked = elsewhere ?? chance.oneOf(QUESTIONS)
  const { question, topic, step } = asked
  const form = {
    question,
    name: firm.person,
    province: firm.province,
    topic,
    step: step || undefined,
    firmId,
  }
  const { id } = done(await askQuestion({ ...ctx, actor }, parts, { form, siteUrl: site }))
  const asker: Asker = { actor, id }
  await handleCase(filling, { id, asker, asked, hub: firm.hub, programme: elsewhere?.programme }, chance)
  if (chance.isOne(0.03)) await askTwice(filling, arrived, { id, asker, asked, hub: firm.hub }, chance)
}

/** The same again some hours later: the adviser makes one case of both. */
async function askTwice(filling: Filling, { firm, firmId, actor }: Arrived, first: Handled, chance: Chance) {
  const { ctx, year, parts, site } = filling
  year.plan(year.now().getTime() + chance.between(0.02, 0.1) * DAY_MS, async () => {
    const question = `${first.asked.question}\n\nIk had dit vanochtend ook al gevraagd, maar zie geen bevestiging.`
    const { topic, step } = first.asked
    const form = {
      question,
      name: firm.person,
      province: firm.province,
      topic,
      step: step || undefined,
      firmId,
    }
    const { id } = done(await askQuestion({ ...ctx, actor }, parts, { form, siteUrl: site }))
    await handleCase(filling, { ...first, id, asker: { actor, id }, into: first.id }, chance)
  })
}

async function askAsVisitor(filling: Filling, who: CastFirm, n: number, chance: Chance) {
  const { id, linkToken, asked } = await askUnknown(filling, who, `bezoeker${letterOf(n)}`, chance)
  await handleCase(filling, { id, asker: { linkToken }, asked, hub: who.hub }, chance)
}

/** Somebody without an account, from the province of that firm. */
async function askUnknown(
  { ctx, parts, site }: Filling,
  { province }: CastFirm,
  where: string,
  chance: Chance,
) {
  const asked = chance.oneOf(QUESTIONS)
  const { question, topic, step } = asked
  const name = inventPerson(chance.rng)
  const form = { question, name, email: addressOf(name, where), province, topic, step: step || undefined }
  const { id, linkToken } = done(await askQuestion(ctx, parts, { form, siteUrl: site }))
  if (linkToken === undefined) throw new Error('a visitor without an account gets a link')
  return { id, linkToken, asked }
}

const letterOf = (n: number) =>
  `${String.fromCharCode(97 + (Math.floor(n / 26) % 26))}${String.fromCharCode(97 + (n % 26))}`

/** Somebody of that organisation. */
export const someoneOf = ({ cast }: Filling, slug: string, chance: Chance): Colleague =>
  chance.oneOf(cast.colleagues.filter((one) => one.slug === slug))
