import type { Context, Hono } from 'hono'
import { RISK_APPETITES, type RiskAppetite } from '#engine/advice/parameters.ts'
import { type FirmFile, type Knowledge, PROVINCES, type Province } from '#features/firms/index.ts'
import type { Env } from '#platform/context.ts'
import { pathIn } from '#platform/i18n.ts'
import { errorPage } from '#platform/ui/error-page.ts'
import type { Advise, AdviceReport } from './advise-firm.ts'
import { type ExampleFirm, examplesPage } from './examples-page.ts'
import { baseIdsOf, readAssumptions } from './read-assumptions.ts'
import { resultPage } from './result-page.ts'
import type { ResultView } from './result-view.ts'
import { viewOf } from './view-of.ts'

type Parts = Readonly<{
  knowledge: Knowledge
  advise: Advise
  examples: readonly ExampleFirm[]
  publicUrl?: string | undefined
}>

/** What somebody changed about an example: it lives in the address, nothing is kept. */
type Changes = Readonly<{ riskAppetite?: RiskAppetite; province?: Province }>

/** The advices of invented firms, that anyone may look at. */
export function examplePages(app: Hono<Env>, parts: Parts): void {
  const reports = new Map<string, AdviceReport>() // of the firms as they are: nobody waits for those twice
  const reportOf = async (c: Context<Env>, { id, firm }: ExampleFirm): Promise<AdviceReport> => {
    const known = reports.get(id) ?? (await parts.advise(firm, c.get('ctx').now()))
    reports.set(id, known)
    return known
  }
  const exampleOf = (c: Context<Env>) => parts.examples.find(({ id }) => id === c.req.param('id'))
  const knownOf = async (c: Context<Env>, example: ExampleFirm) => ({
    ...example,
    view: viewOf(c, parts, await reportOf(c, example), pathsOf(example.id)),
  })

  app.get('/voorbeelden', async (c) => {
    const known = await Promise.all(parts.examples.map((example) => knownOf(c, example)))
    return c.html(examplesPage(known, c.get('ctx').language))
  })
  app.get('/voorbeeld/:id', async (c) => {
    const example = exampleOf(c)
    if (!example) return errorPage(c, 'notFound', 404)
    const changes = changesOf(c)
    const report =
      Object.keys(changes).length === 0
        ? await reportOf(c, example)
        : await parts.advise({ ...example.firm, ...changes }, c.get('ctx').now())
    return c.html(resultPage(exampleView(c, parts, example.id, report)))
  })
  app.post('/voorbeeld/:id/aannames', async (c) => {
    const example = exampleOf(c)
    return example ? changeExample(c, parts, example) : errorPage(c, 'notFound', 404)
  })
}

/** The new assumptions live in this one page. */
async function changeExample(
  c: Context<Env>,
  parts: Parts,
  { id, firm: before }: ExampleFirm,
): Promise<Response> {
  const { knowledge } = parts
  const { language, now } = c.get('ctx')
  const form = new URLSearchParams(await c.req.text())
  const firm: FirmFile = { ...before, ...changesOf(c) }
  const read = readAssumptions(form, firm.assumptions, baseIdsOf(knowledge), language)
  const changed = read.ok ? { ...firm, assumptions: read.value } : firm
  const view = exampleView(c, parts, id, await parts.advise(changed, now()))
  if (read.ok) return c.html(resultPage(view))
  return c.html(
    resultPage({ ...view, assumptionErrors: read.error, assumptionValues: Object.fromEntries(form) }),
    400,
  )
}

const pathsOf = (id: string) => ({ path: `/voorbeeld/${id}`, scanPath: '/voorbeelden' })

function exampleView(c: Context<Env>, parts: Parts, id: string, report: AdviceReport): ResultView {
  const { riskAppetite, province } = changesOf(c)
  const risk = riskAppetite === undefined ? {} : { risico: riskAppetite }
  const where = province === undefined ? {} : { provincie: province }
  const paths = pathsOf(id)
  const path = pathIn(c.get('ctx').language, paths.path)
  const kept = new URLSearchParams(where).toString()
  const query = new URLSearchParams({ ...risk, ...where }).toString()
  return {
    ...viewOf(c, parts, report, { ...paths, query: query === '' ? '' : `?${query}` }),
    riskPath: `${path}?${kept === '' ? '' : `${kept}&`}risico=`,
    provinceForm: { action: `${path}#hulp`, method: 'get', field: 'provincie', hidden: risk },
  }
}

/** What is not one of ours is not there. */
function changesOf(c: Context<Env>): Changes {
  const riskAppetite = RISK_APPETITES.find((appetite) => appetite === c.req.query('risico'))
  const province = PROVINCES.find((name) => name === c.req.query('provincie'))
  return { ...(riskAppetite ? { riskAppetite } : {}), ...(province ? { province } : {}) }
}
