/**
 * The deepest nesting of a JSON text, counted without recursion and without building anything, so that a hostile
 * text costs one pass; stops counting one past `limit`. What it gives for text that is not JSON means nothing.
 */
export function jsonDepth(text: string, limit: number): number {
  let depth = 0
  let deepest = 0
  let inString = false
  for (let i = 0; i < text.length && deepest <= limit; i++) {
    const code = text.charCodeAt(i)
    if (inString) {
      if (code === BACKSLASH) i++
      else if (code === QUOTE) inString = false
    } else if (code === QUOTE) inString = true
    else if (code === BRACKET_OPEN || code === BRACE_OPEN) deepest = Math.max(deepest, ++depth)
    else if (code === BRACKET_CLOSE || code === BRACE_CLOSE) depth--
  }
  return deepest
}

const QUOTE = 0x22
const BACKSLASH = 0x5c
const BRACKET_OPEN = 0x5b
const BRACKET_CLOSE = 0x5d
const BRACE_OPEN = 0x7b
const BRACE_CLOSE = 0x7d
