import { crc32, deflateRawSync } from 'node:zlib'

export type ZipFile = Readonly<{ name: string; content: Uint8Array }>

const LOCAL = 0x04034b50
const CENTRAL = 0x02014b50
const END = 0x06054b50
const VERSION = 20 // deflate
const UTF8_NAMES = 0x0800
const DEFLATE = 8
const MAX_FILES = 0xffff
const MAX_BYTES = 0xffffffff

/**
 * Files in one ZIP archive: PKWARE's APPNOTE 6.3, deflate, without ZIP64, encryption or data descriptors. All in memory.
 *
 * @throws RangeError  beyond 65,535 files or 4 GiB, where ZIP64 would begin
 */
export function zipOf(files: readonly ZipFile[], at: Date): Uint8Array {
  if (files.length > MAX_FILES) throw new RangeError('too many files for a ZIP archive')
  const parts: Uint8Array[] = []
  const directory: Uint8Array[] = []
  let offset = 0
  for (const { name, content } of files) {
    const packed = deflateRawSync(content)
    const nameBytes = Buffer.from(name)
    const fields = fieldsOf(nameBytes, content, packed, at)
    const local = Buffer.concat([uint32(LOCAL), fields, uint16(0), nameBytes])
    directory.push(centralRecord(fields, nameBytes, offset))
    parts.push(local, packed)
    offset += local.length + packed.length
    if (offset > MAX_BYTES) throw new RangeError('too much for a ZIP archive without ZIP64')
  }
  const central = Buffer.concat(directory)
  const count = uint16(files.length)
  const end = [
    uint32(END),
    uint16(0),
    uint16(0),
    count,
    count,
    uint32(central.length),
    uint32(offset),
    uint16(0),
  ]
  return Buffer.concat([...parts, central, ...end])
}

/** What stands the same in both records of a file, up to the length of its name. */
function fieldsOf(name: Uint8Array, content: Uint8Array, packed: Uint8Array, at: Date): Buffer {
  return Buffer.concat([
    ...[uint16(VERSION), uint16(UTF8_NAMES), uint16(DEFLATE), dosTime(at), dosDate(at)],
    ...[uint32(crc32(content)), uint32(packed.length), uint32(content.length), uint16(name.length)],
  ])
}

/** No extra field, no comment, first disk, no attributes. */
const centralRecord = (fields: Buffer, name: Uint8Array, offset: number): Buffer =>
  Buffer.concat([
    ...[uint32(CENTRAL), uint16(VERSION), fields, uint16(0), uint16(0), uint16(0), uint16(0), uint32(0)],
    ...[uint32(offset), name],
  ])

const dosTime = (at: Date) =>
  uint16((at.getUTCHours() << 11) | (at.getUTCMinutes() << 5) | (at.getUTCSeconds() >> 1))
const dosDate = (at: Date) =>
  uint16(((at.getUTCFullYear() - 1980) << 9) | ((at.getUTCMonth() + 1) << 5) | at.getUTCDate())

function uint16(value: number): Buffer {
  const bytes = Buffer.alloc(2)
  bytes.writeUInt16LE(value)
  return bytes
}
function uint32(value: number): Buffer {
  const bytes = Buffer.alloc(4)
  bytes.writeUInt32LE(value >>> 0)
  return bytes
}
