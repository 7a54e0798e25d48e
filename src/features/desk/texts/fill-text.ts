export type Filled = Readonly<{ name: string; number: number; adviser: string; organisation: string }>

/** A text module with what is known put in for {naam}, {nummer}, {adviseur} and {hub}; others stay as they are. */
export function fillText(body: string, { name, number, adviser, organisation }: Filled): string {
  const values: Readonly<Record<string, string>> = {
    naam: name,
    nummer: String(number),
    adviseur: adviser,
    hub: organisation,
  }
  const filled = body.replace(/ ?\{(naam|nummer|adviseur|hub)\}/g, (whole, key: string) => {
    const value = values[key] ?? ''
    return value === '' ? '' : `${whole.startsWith(' ') ? ' ' : ''}${value}`
  })
  return filled
}
