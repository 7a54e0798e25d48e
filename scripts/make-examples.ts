import { readFileSync, writeFileSync } from 'node:fs'

const FIXTURE = new URL('../fixtures/causal/jtrain_michigan_training_grants.csv', import.meta.url)
const PANEL = new URL('../docs/examples/training-grants/panel.csv', import.meta.url)

/**
 * The panel of the training grants: one row per firm and year, with the first year of a grant (0 without) and the
 * logarithm of the scrap rate, empty where a firm did not report it.
 */
export function trainingGrantsPanel(): string {
  const [head = '', ...lines] = readFileSync(FIXTURE, 'utf8').trim().split('\n')
  const names = head.replaceAll('"', '').split(',')
  const rows = lines.map((line) => {
    const cells = line.split(',')
    const at = (name: string) => cells[names.indexOf(name)]!
    return { year: at('year'), firm: at('fcode'), hasGrant: at('grant') === '1', logScrap: at('lscrap') }
  })
  const firstYear = new Map<string, string>()
  for (const { firm, year, hasGrant } of rows)
    if (hasGrant && !(Number(firstYear.get(firm)) <= Number(year))) firstYear.set(firm, year)
  const body = rows.map(
    ({ year, firm, logScrap }) => `${firm},${year},${firstYear.get(firm) ?? 0},${logScrap}`,
  )
  return `firm,year,first_year,log_scrap\n${body.join('\n')}\n`
}

if (import.meta.main) writeFileSync(PANEL, trainingGrantsPanel())
