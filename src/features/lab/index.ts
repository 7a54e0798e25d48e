import type { Feature } from '#platform/feature.ts'
import { labCommands } from './commands.ts'

/** Trying Schakel out on firms that do not exist. */
export const labFeature = ({ dataFolder }: Readonly<{ dataFolder: string }>): Feature => ({
  name: 'lab',
  commands: labCommands(dataFolder),
})
