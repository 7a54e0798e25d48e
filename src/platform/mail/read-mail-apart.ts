import { Worker } from 'node:worker_threads'
import { type Result, refuse } from '#engine/kernel/result.ts'
import type { ReadMail } from './read-mail.ts'

/** A mail of 10 MB in one file takes half a second; one made to be slow (millions of lines or parts) minutes. */
const LIMIT_MS = 15_000
const LIMIT_MB = 512

/** Reads a mail in a thread of its own, so that none holds up the site. What takes too long or too much is no mail. */
export async function readMailApart(
  raw: Uint8Array,
  limitMs = LIMIT_MS,
): Promise<Result<ReadMail, 'not-a-mail'>> {
  const worker = new Worker(new URL('./read-mail.worker.ts', import.meta.url), {
    workerData: raw,
    resourceLimits: { maxOldGenerationSizeMb: LIMIT_MB },
  })
  const late = setTimeout(() => worker.terminate(), limitMs)
  try {
    return await new Promise((resolve, reject) => {
      worker.once('message', resolve)
      worker.once('error', (error: NodeJS.ErrnoException) =>
        error.code === 'ERR_WORKER_OUT_OF_MEMORY' ? resolve(refuse('not-a-mail')) : reject(error),
      )
      worker.once('exit', () => resolve(refuse('not-a-mail')))
    })
  } finally {
    clearTimeout(late)
    await worker.terminate()
  }
}
