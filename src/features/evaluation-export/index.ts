import type { Feature } from '#platform/feature.ts'
import { evaluationExportCommands } from './commands.ts'

export { type ExportedPanel, type Exporter, exportPanel } from './export-panel.ts'

/** The network's own records, without who they are of, for an evaluation to link with outcomes. */
export const evaluationExportFeature: Feature = {
  name: 'evaluation-export',
  commands: evaluationExportCommands,
}
