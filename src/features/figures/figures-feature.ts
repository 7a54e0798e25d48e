import type { Feature } from '#platform/feature.ts'
import { figuresApi } from './api.ts'
import type { Figures } from './contract.ts'
import { keepFigures } from './keep-figures.ts'
import { figuresPages } from './pages.ts'

/** How we reckon: the pages and the API that show every figure, and the keeping of the set at start. */
export const figuresFeature = (figures: Figures): Feature => ({
  name: 'figures',
  pages: figuresPages(figures),
  api: figuresApi(figures),
  onStart: async (ctx) => {
    await keepFigures(ctx, figures)
  },
})
