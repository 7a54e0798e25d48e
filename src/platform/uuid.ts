import { createHash } from 'node:crypto'

/** Of Schakel, for names that become numbers; drawn once. */
const NAMESPACE = 'b0c2a7f4-5e0d-4f6b-9a53-7f3f4f1f1d62'

/**
 * The same number for the same thing, everywhere: UUID version 5 (RFC 9562, section 5.5) of its kind and slug, so that
 * seeding twice is seeding once. `uuidOf('organisation', 'noord')`.
 */
export function uuidOf(kind: string, slug: string): string {
  const bytes = createHash('sha1')
    .update(Buffer.from(NAMESPACE.replaceAll('-', ''), 'hex'))
    .update(`${kind}/${slug}`)
    .digest()
    .subarray(0, 16)
  bytes[6] = (bytes[6]! & 0x0f) | 0x50
  bytes[8] = (bytes[8]! & 0x3f) | 0x80
  const hex = bytes.toString('hex')
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join('-')
}
