import type { Hono } from 'hono'
import type { Env } from '#platform/context.ts'
import { addStyles } from '#platform/ui/assets.ts'
import { errorPage } from '#platform/ui/error-page.ts'
import { assumptionsPage } from './assumptions-page.ts'
import type { Figures } from './contract.ts'
import { countFigures } from './count-figures.ts'
import { ASSUMPTIONS_PATH, HOW_PATH, KINDS_PATH, howPage, searchPage } from './how-page.ts'
import { kindsPage } from './kinds-page.ts'
import { stepSearch } from './search-steps.ts'
import { stepPage } from './step-page.ts'

addStyles(new URL('./figures.css', import.meta.url))

const MAX_QUERY = 200

/** "Hoe wij rekenen": how an advice is made, every figure, and a search over the steps. */
export const figuresPages =
  (figures: Figures) =>
  (app: Hono<Env>): void => {
    const counts = countFigures(figures)
    const search = stepSearch(figures.steps, figures.sources)
    app.get(HOW_PATH, (c) => {
      const { language } = c.get('ctx')
      const query = (c.req.query('zoek') ?? '').trim().slice(0, MAX_QUERY)
      return c.html(
        query === ''
          ? howPage({ figures, counts, language })
          : searchPage({ figures, query, found: search(query), language }),
      )
    })
    app.get(ASSUMPTIONS_PATH, (c) => c.html(assumptionsPage(figures, c.get('ctx').language)))
    app.get(KINDS_PATH, (c) => c.html(kindsPage(figures, c.get('ctx').language)))
    app.get(`${HOW_PATH}/:step`, (c) => {
      const step = figures.steps.find(({ id }) => id === c.req.param('step'))
      return step === undefined
        ? errorPage(c, 'notFound', 404)
        : c.html(stepPage(step, figures, c.get('ctx').language))
    })
  }
