import type { Feature } from '#platform/feature.ts'
import { evaluationCommands } from './commands.ts'

/** Did the programme work? */
export const evaluationFeature: Feature = { name: 'evaluation', commands: evaluationCommands }

export { studySchema } from './study-contract.ts'
