import { createHash } from 'node:crypto'
import { createReadStream } from 'node:fs'

/** SHA-256 of the bytes, in hexadecimal; no more than a few megabytes are held. */
export async function fileHashOf(path: string): Promise<string> {
  const hash = createHash('sha256')
  for await (const part of createReadStream(path, { highWaterMark: 4 << 20 })) hash.update(part as Buffer)
  return hash.digest('hex')
}
