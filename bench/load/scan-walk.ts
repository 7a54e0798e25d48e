import { BUSINESS_TYPES } from '../../src/engine/advice/population.ts'
import type { LoadReply, LoadRequest, Walk } from './request.ts'
import type { Chance } from './world.ts'

/** Pages after which an impatient entrepreneur asks for the advice. */
const MOST_PAGES = 30
/** An advice can be asked for after six answers; from the last of them on the site prices what to ask next. */
const FIRST_PAGES = 6

const SECTORS = ['25', '28', '22', '29', '27'] as const
const PROVINCES = ['Gelderland', 'Overijssel', 'Noord-Brabant', 'Limburg', 'Groningen'] as const

type Form = Readonly<Record<string, string>>

/** The answers of one invented firm; the end of an address says which page it is of. */
function firmOf({ whole, pick }: Chance): (path: string, page: string) => Form {
  const people = 10 + whole(140)
  const facts: Readonly<Record<string, Form>> = {
    mensen: { answer: `${people}` },
    product: { answer: pick(BUSINESS_TYPES) },
    provincie: { answer: pick(PROVINCES) },
    sector: { answer: pick(SECTORS) },
    machines: { answer: `${4 + whole(40)}` },
    omzet: { answer: `${people * (150_000 + 1_000 * whole(60))}` },
    geld: { answer: `${10_000 * (5 + whole(60))}` },
    maand: { answer: 'even' },
    risico: { answer: 'normal' },
    'al-in-gebruik': { 'steps-instead': whole(2) === 0 ? 'none' : 'unknown' },
  }
  return (path, page) => facts[slugOf(path)] ?? answerByKind(slugOf(path), page)
}

function answerByKind(slug: string, page: string): Form {
  const named = (start: string, value: string) =>
    Object.fromEntries(
      [...page.matchAll(/name="([\w-]+)"/g)].flatMap(([, name = '']) =>
        name.startsWith(start) ? [[name, value]] : [],
      ),
    )
  if (slug === 'bedragen') return named('level-', 'usual')
  if (slug === 'wat-houdt-tegen') return named('barrier-', 'no')
  if (slug.startsWith('stroom-')) return { answer: 'file' }
  if (slug.startsWith('stap-') || slug.startsWith('houdt-tegen-')) return { answer: 'no' }
  return { instead: 'unknown' }
}

const slugOf = (path: string) => path.split('?')[0]?.split('/').at(-1) ?? ''

/**
 * A whole scan, as an entrepreneur does it: every page looked at and answered, the next one being the one that the site
 * finds worth asking, and in the end the advice.
 */
export function* scanWalk(visitor: string, chance: Chance, found?: (link: string) => void): Walk {
  const answers = firmOf(chance)
  const get = (kind: string, path: string, word: string): LoadRequest => ({
    ...{ kind, path, visitor, expect: { status: 200, word } },
  })
  const post = (kind: string, path: string, form: Form, to: RegExp): LoadRequest => ({
    ...{ kind, path, form, visitor, expect: { status: 303, to } },
  })
  let reply: LoadReply = yield post('scan: begin', '/scan', {}, /^\/scan\/[\w-]{43}\//)
  const link = reply.location.split('/').at(2) ?? ''
  for (let pages = 1; pages <= MOST_PAGES && slugOf(reply.location) !== 'controle'; pages++) {
    const path = reply.location
    const { text } = yield get('scan: a question', path, '<form')
    const kind = pages < FIRST_PAGES ? 'scan: a first answer' : 'scan: an answer, and what to ask next'
    reply = yield post(kind, path, answers(path, text), /^\/scan\//)
    if (reply.status !== 303) return
  }
  yield get('scan: all answers', `/scan/${link}/controle`, '/advies/')
  yield post('advice: computed', `/advies/${link}`, {}, /^\/advies\//)
  yield get('advice: shown', `/advies/${link}`, '<h1')
  found?.(link)
}
