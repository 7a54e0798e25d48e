import { z } from 'zod'
import { ok, type Result, refuse } from '#engine/kernel/result.ts'
import { canonicalHash } from '#platform/canonical-hash.ts'
import { EXIT, type ExitCode } from '#platform/feature.ts'
import { readJsonFile } from '#platform/json-file.ts'
import { reckonStudy } from './evaluate-study.ts'
import { EVALUATION_METHOD } from './evaluation-record.ts'
import { isBadFile, refusalText } from './refusal-text.ts'
import { studySchema } from './study-contract.ts'

const keptSchema = z.object({
  study: studySchema,
  receipt: z.object({
    method: z.string(),
    runtime: z.string(),
    studyHash: z.string(),
    panelHash: z.string(),
    resultHash: z.string(),
  }),
})

type ReplayFault = Readonly<{ text: string; exit: ExitCode }>

/** Reckons a kept evaluation again from its panel; the hash of the result, or why it is not the same. */
export async function replayEvaluation(panel: string, file: string): Promise<Result<string, ReplayFault>> {
  const kept = await readJsonFile(file, keptSchema)
  if (!kept.ok) return refuse({ text: kept.error, exit: EXIT.badInput })
  const { study, receipt } = kept.value
  if (receipt.method !== EVALUATION_METHOD)
    return no(`the evaluation was made with method ${receipt.method}; this version has ${EVALUATION_METHOD}`)
  if (canonicalHash(study) !== receipt.studyHash)
    return no('the study in this evaluation is not the one it was made with: its hash differs')
  const made = await reckonStudy({ panel, study })
  if (!made.ok)
    return refuse({
      text: refusalText(made.error, study),
      exit: isBadFile(made.error) ? EXIT.badInput : EXIT.refused,
    })
  if (made.value.fileHash !== receipt.panelHash)
    return no(`${panel} is not the panel of this evaluation: its hash differs`)
  const here = canonicalHash(made.value.evaluation)
  return here === receipt.resultHash
    ? ok(here)
    : no(
        `the result differs: the receipt says ${receipt.resultHash}, here it is ${here}; it was made with Node ${receipt.runtime}, this is ${process.version}`,
      )
}

const no = (text: string) => refuse({ text, exit: EXIT.refused })
