import { expect, test } from 'vitest'
import { blocksOf, plainLines } from './plain-text.ts'

test('paragraphs and lists, parted by empty lines or by each other', () => {
  expect(blocksOf('Eén regel\nloopt door.\n\nTwee:\n- a\n- b\nDrie')).toEqual([
    { kind: 'paragraph', text: 'Eén regel loopt door.' },
    { kind: 'paragraph', text: 'Twee:' },
    { kind: 'list', items: ['a', 'b'] },
    { kind: 'paragraph', text: 'Drie' },
  ])
})

test('without structure only the words stay', () => {
  expect(plainLines('A\n\n- b\n- c')).toEqual(['A', 'b', 'c'])
  expect(blocksOf('')).toEqual([])
})
