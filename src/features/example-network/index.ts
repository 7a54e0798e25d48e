import type { Feature } from '#platform/feature.ts'
import { type ExampleConfig, examplePages } from './pages.ts'

export { EXAMPLE_FIRMS, EXAMPLE_SEED, type ExampleSize, fillExample } from './fill-example.ts'
export type { ExampleParts } from './filling.ts'
export { LOOK_AROUND, ROLES, type Role } from './look-around.ts'
export { inventedFigures } from './network-data.ts'

/** An invented network at work: what fills a database with it, and the page to look around in it. */
export const exampleFeature = (config: ExampleConfig): Feature => ({
  name: 'example-network',
  pages: (app) => examplePages(app, config),
})
