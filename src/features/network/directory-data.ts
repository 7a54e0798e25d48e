import { readFileSync } from 'node:fs'
import { z } from 'zod'
import { PROVINCES } from '#features/firms/index.ts'

const id = z.string().regex(/^[a-z0-9-]+$/)
const text = z.string().min(1)

/** data/directory.json: what the directory adds to network.json. */
const directorySchema = z.strictObject({
  note: text,
  gatheredOn: z.iso.date(),
  themes: z.array(z.strictObject({ id, nameNl: text, nameEn: text })),
  themesOf: z.record(id, z.array(id).min(1)),
  places: z.array(
    z.strictObject({ name: text, latitude: z.number(), longitude: z.number(), grade: z.literal('estimate') }),
  ),
})
export type DirectoryData = Readonly<z.output<typeof directorySchema>>
export type Theme = DirectoryData['themes'][number]

/** data/provinces.json: closed rings of [longitude, latitude]. */
const provincesSchema = z.strictObject({
  note: text,
  source: text,
  provinces: z
    .array(
      z.strictObject({
        name: z.enum(PROVINCES),
        outlines: z.array(z.array(z.tuple([z.number(), z.number()])).min(4)).min(1),
      }),
    )
    .length(PROVINCES.length),
})
export type ProvinceShapes = Readonly<z.output<typeof provincesSchema>>

/** Reads the directory's own data; a file that does not fit is a defect of the checkout. */
export function readDirectoryData(
  folder: URL,
): Readonly<{ directory: DirectoryData; shapes: ProvinceShapes }> {
  const read = (name: string): unknown => JSON.parse(readFileSync(new URL(name, folder), 'utf8'))
  return {
    directory: directorySchema.parse(read('directory.json')),
    shapes: provincesSchema.parse(read('provinces.json')),
  }
}
