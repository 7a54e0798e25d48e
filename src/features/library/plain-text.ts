/** The minimal structure of an article: paragraphs with an empty line between them, lists of lines that begin with "- ". */
export type Block = Readonly<{ kind: 'paragraph'; text: string } | { kind: 'list'; items: readonly string[] }>

export function blocksOf(body: string): readonly Block[] {
  const blocks: Block[] = []
  let lines: string[] = []
  let items: string[] = []
  const close = () => {
    if (lines.length > 0) blocks.push({ kind: 'paragraph', text: lines.join(' ') })
    if (items.length > 0) blocks.push({ kind: 'list', items })
    lines = []
    items = []
  }
  for (const line of body.split('\n').map((text) => text.trim())) {
    const item = /^[-*•]\s+(.*)$/.exec(line)?.[1]
    if (line === '' || (item === undefined ? items.length > 0 : lines.length > 0)) close()
    if (item !== undefined) items.push(item)
    else if (line !== '') lines.push(line)
  }
  close()
  return blocks
}

/** Without structure. */
export const plainLines = (body: string): readonly string[] =>
  blocksOf(body).flatMap((block) => (block.kind === 'paragraph' ? [block.text] : block.items))
