import type { Language } from '#platform/i18n.ts'

/** How a number of a unit is written: an amount, a share, a plain number, a factor, or one of a list. */
export type UnitKind = 'eur' | 'share' | 'number' | 'times' | 'choice'
type Unit = Readonly<{ kind: UnitKind; nl: string; en: string }>

const eur = (nl = '', en = ''): Unit => ({ kind: 'eur', nl, en })
const share = (nl: string, en: string): Unit => ({ kind: 'share', nl, en })
const number = (nl: string, en: string): Unit => ({ kind: 'number', nl, en })
const times = (nl: string, en: string): Unit => ({ kind: 'times', nl, en })

/** Every unit in data/, and the words that come after the number. */
const UNITS: Readonly<Record<string, Unit>> = {
  EUR: eur(),
  'EUR/year': eur('per jaar', 'per year'),
  'EUR/hour': eur('per uur', 'per hour'),
  'EUR/year per employee': eur('per jaar per medewerker', 'per year per employee'),
  share: share('', ''),
  probability: share('kans', 'chance'),
  'probability per year': share('kans per jaar', 'chance per year'),
  'share per year': share('per jaar', 'per year'),
  'share of base': share('van dit bedrag', 'of this amount'),
  'share of benefit': share('van de opbrengst', 'of the benefit'),
  'share of cost price': share('van de kostprijs', 'of the cost price'),
  'share of extra turnover': share('van de extra omzet', 'of the extra turnover'),
  'share of firms': share('van de bedrijven', 'of companies'),
  'share of flows': share('van de schakels', 'of links'),
  'share of labour': share('van de werkuren', 'of working hours'),
  'share of messages': share('van de berichten', 'of messages'),
  'share of monthly turnover': share('van de omzet per maand', 'of monthly turnover'),
  'share of one-off cost': share('van de kosten bij de start', 'of the cost at the start'),
  'share of own-product turnover': share('van de omzet uit eigen producten', 'of turnover from own products'),
  'share of turnover': share('van de omzet', 'of turnover'),
  'share of yearly turnover': share('van de omzet per jaar', 'of yearly turnover'),
  count: number('', ''),
  firms: number('bedrijven', 'companies'),
  employees: number('medewerkers', 'employees'),
  hours: number('uur', 'hours'),
  months: number('maanden', 'months'),
  steps: number('tegelijk', 'at once'),
  weeks: number('weken', 'weeks'),
  years: number('jaar', 'years'),
  'machines per employee': number('machines per medewerker', 'machines per employee'),
  'messages/week/employee': number('per week per medewerker', 'per week per employee'),
  'minutes/message': number('minuten per bericht', 'minutes per message'),
  'weeks/year': number('weken per jaar', 'weeks per year'),
  autocorrelation: number('samenhang, tussen −1 en 1', 'correlation, between −1 and 1'),
  correlation: number('samenhang, tussen 0 en 1', 'correlation, between 0 and 1'),
  'Pareto index': number('(Pareto-index)', '(Pareto index)'),
  'standard deviation of the log': number(
    '(standaardafwijking van de log)',
    '(standard deviation of the log)',
  ),
  'factor on the median': times('het midden', 'the middle'),
  'factor on the odds': times('de kansverhouding', 'the odds'),
  'multiple of P90': times('het hoge bedrag', 'the high amount'),
  'multiple of default': times('de startwaarde', 'the starting value'),
  'tail class': { kind: 'choice', nl: '', en: '' },
}

/** How to write a number of this unit, and the words after it; the unit itself where it has no words yet. */
export function unitOf(unit: string, language: Language): Readonly<{ kind: UnitKind; words: string }> {
  const known = UNITS[unit]
  return known === undefined ? { kind: 'number', words: unit } : { kind: known.kind, words: known[language] }
}
