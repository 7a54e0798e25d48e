import { appendFileSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, test } from 'vitest'
import { ok, refuse } from '#engine/kernel/result.ts'
import { panelSource, unchanged } from './panel-source.ts'

const folder = mkdtempSync(join(tmpdir(), 'source-'))
const path = join(folder, 'panel.csv')
afterAll(() => rmSync(folder, { recursive: true }))

async function sourceOfNew() {
  writeFileSync(path, 'firm,year\na,1\n')
  const source = await panelSource(path)
  if (!source.ok) throw new Error(source.error.code)
  return source.value
}

describe('a file that changes while it is read', () => {
  const CHANGED = { ok: false, error: { code: 'file-changed' } }

  test('is refused as such, whatever it gave, and that is undone', async () => {
    const undone: string[] = []
    const source = await sourceOfNew()
    const read = async () => {
      appendFileSync(path, 'b,1\n')
      return ok('rows')
    }
    expect(await unchanged(source, read, (value) => undone.push(value))).toEqual(CHANGED)
    expect(undone).toEqual(['rows'])
  })

  test('is refused as such, where it seemed to be wrong', async () => {
    const source = await sourceOfNew()
    const read = async () => {
      writeFileSync(path, 'firm')
      return refuse({ code: 'ragged-row' as const })
    }
    expect(await unchanged(source, read)).toEqual(CHANGED)
  })

  test('or is gone, is refused as such', async () => {
    const source = await sourceOfNew()
    const read = async () => {
      rmSync(path)
      throw new Error('no such file')
    }
    expect(await unchanged(source, read)).toEqual(CHANGED)
  })
})

test('a defect while a file stays as it was remains a defect', async () => {
  const source = await sourceOfNew()
  await expect(unchanged(source, () => Promise.reject(new Error('defect')))).rejects.toThrow('defect')
})
