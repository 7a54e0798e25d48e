import type { Figures } from '#features/figures/index.ts'
import type { Feature } from '#platform/feature.ts'
import { networkApi } from './api.ts'
import { networkCommands } from './commands.ts'
import { readDirectoryData } from './directory-data.ts'
import { openReferralPages } from './hsds-routes.ts'
import { networkPages } from './pages.ts'
import { seedDirectory } from './seed-directory.ts'

export { type CsvLine, csvText, readCsvText } from './csv-text.ts'
export { entryPath, hubSlug, ROUTES as NETWORK_ROUTES } from './addresses.ts'
export type { Entry, EntryContent, Kind, Organisation } from './contract.ts'
export { filterEntries, type Filters } from './filter-entries.ts'
export { findEntry, findOrganisations, findPublished } from './find-entries.ts'
export { freshnessOf } from './freshness.ts'
export { confirmEntry, makeEntry } from './save-entry.ts'
export { organisationsOf, trialSlug } from './seed-entries.ts'
export { seedDirectory } from './seed-directory.ts'

export type NetworkParts = Readonly<{
  figures: Figures
  dataFolder: URL // of directory.json and provinces.json; ends in /
  publicUrl?: string | undefined
}>

/** The directory: who helps, with what, and since when that is known. */
export function networkFeature({ figures, dataFolder, publicUrl }: NetworkParts): Feature {
  const { directory: data, shapes } = readDirectoryData(dataFolder)
  const directory = { figures, data, shapes }
  return {
    name: 'network',
    pages: (app) => {
      openReferralPages(app, directory, publicUrl)
      networkPages(app, directory)
    },
    api: (app) => networkApi(app, directory),
    commands: networkCommands(directory),
    onStart: async (ctx) => {
      await seedDirectory(ctx, figures, data)
    },
  }
}
