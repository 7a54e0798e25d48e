import type { Feature } from '#platform/feature.ts'
import { lotteryCommands } from './commands.ts'

/** Draws for places, on the command line. */
export const lotteryFeature: Feature = { name: 'lottery', commands: lotteryCommands }
