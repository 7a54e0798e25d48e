#!/usr/bin/env node
import { inspect } from 'node:util'
import { readConfig } from '#platform/config.ts'
import type { Ctx } from '#platform/context.ts'
import { closeDatabase, type OpenDatabase, openDatabase } from '#platform/database.ts'
import { type CommandIo, EXIT } from '#platform/feature.ts'
import { migrate } from '#platform/migrate.ts'
import { runCommandLine } from '#platform/command-line.ts'
import { problemLine } from '#features/figures/index.ts'
import { exampleCommand } from './example-command.ts'
import { createFeatures, readShippedFigures } from './features.ts'

/** A setting or a folder that can't be used: bad input, said in a sentence. */
function stop(sentence: string): never {
  process.stderr.write(`schakel: ${sentence}\n`)
  process.exit(EXIT.badInput)
}

let database: OpenDatabase | undefined

async function openCtx(): Promise<Ctx> {
  const config = readConfig(process.env)
  if (!config.ok) return stop(config.error)
  if (database === undefined) {
    const opened = await openDatabase(config.value)
    if (!opened.ok) return stop(opened.error)
    database = opened.value
    const migrated = await migrate(database)
    if (!migrated.ok) return stop(migrated.error)
  }
  return { db: database.db, now: () => new Date(), language: 'nl' }
}

const io: CommandIo = {
  out: (text) => process.stdout.write(`${text}\n`),
  err: (text) => process.stderr.write(`${text}\n`),
  env: process.env,
  now: () => new Date(),
  openCtx,
}

process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code === 'EPIPE') process.exit(EXIT.done) // `schakel … | head` has seen enough
  throw error
})

const figures = readShippedFigures()
if (!figures.ok) stop(figures.error.map(problemLine).join('\n'))
try {
  process.exitCode = await runCommandLine(
    process.argv.slice(2),
    [
      ...createFeatures(figures.value).flatMap(({ commands = [] }) => commands),
      exampleCommand(figures.value),
    ],
    io,
  )
} catch (error) {
  io.err(inspect(error))
  process.exitCode = EXIT.defect
} finally {
  if (database !== undefined) await closeDatabase(database)
}
