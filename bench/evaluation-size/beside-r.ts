import { execFileSync } from 'node:child_process'
import { rmSync } from 'node:fs'
import { join } from 'node:path'
import type { Point } from './growth-plot.ts'

const MOST_UNITS = 1_000_000 // R keeps some 6 GB beyond it

const SCRIPT = `
args <- commandArgs(TRUE)
suppressMessages(library(did))
started <- proc.time()[["elapsed"]]
panel <- if (requireNamespace("data.table", quietly = TRUE)) data.table::fread(args[1]) else read.csv(args[1])
found <- att_gt(yname = "y", tname = "time", idname = "unit", gname = "first", data = as.data.frame(panel),
  xformla = if (args[2] == "plain") ~1 else ~ x1 + x2, est_method = "dr", control_group = "nevertreated",
  bstrap = args[2] != "plain", cband = args[2] != "plain", biters = 1000)
cat(proc.time()[["elapsed"]] - started)
`

/** Seconds that R's did takes for the same panel, from a CSV; undefined where it would not fit. */
export function besideR({ units, road }: Point, folder: string): number | undefined {
  if (units > MOST_UNITS) return undefined
  const path = join(folder, 'beside.csv')
  execFileSync(process.execPath, [join(import.meta.dirname, 'write-panel.ts'), String(units), path])
  try {
    return Number(execFileSync('Rscript', ['-e', SCRIPT, path, road], { encoding: 'utf8' }))
  } finally {
    rmSync(path)
  }
}
