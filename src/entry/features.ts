import type { Feature } from '#platform/feature.ts'
import { start } from './start-page.ts'

/** Everything Schakel does, in the order in which pages and commands are looked up. */
export const features: readonly Feature[] = [start]
