import { HtmlValidate } from 'html-validate'
import { describe, expect, test } from 'vitest'
import type { Evaluation } from '#engine/evaluation/programme/evaluation.ts'
import type { EvaluationRecord } from '../evaluation-record.ts'
import { minimumWageWithGaps } from './report-records.test-data.ts'
import { reportPage } from './report-page.ts'

const FLOW = {
  participants: { applied: 320, eligible: 290, tookPart: 205 },
  others: { compared: 400, applied: 110 },
}
const LIMITS = { lowest: 0, highest: 12 }
const gaps = minimumWageWithGaps()
const stated = minimumWageWithGaps({ flow: FLOW, outcomeLimits: LIMITS })
const LANGUAGES = ['nl', 'en'] as const

/** Text as a reader sees it, of one chapter. */
function chapterOf(record: EvaluationRecord, language: 'nl' | 'en', id: string): string {
  const page = reportPage(record, language)
  const start = page.indexOf(`<h3 id="${id}"`)
  return readable(page.slice(start, page.indexOf('</section>', start)))
}
const readable = (page: string) =>
  page
    .replace(/<style>[\s\S]*?<\/style>/g, '')
    .replace(/<[^>]*>/g, ' ')
    .replace(/&quot;|&#39;/g, "'")
    .replace(/\s+/g, ' ')

const changed = (record: EvaluationRecord, evaluation: Partial<Evaluation>): EvaluationRecord => ({
  ...record,
  evaluation: { ...record.evaluation, ...evaluation },
})

describe('from application to analysis', () => {
  test('what nobody stated is told as not known, on both sides', () => {
    const en = chapterOf(gaps, 'en', 'flow')
    expect(en).toContain('not known applied not known qualified not known were offered a place 191 took part')
    expect(en).toContain('not known were offered a place 309 did not take part')
    expect(chapterOf(gaps, 'nl', 'flow')).toContain('niet bekend meldden zich aan')
    expect(chapterOf(gaps, 'nl', 'flow')).toContain('noemt het onderzoeksplan geen aantal')
  })

  test('counts of the study stand above those of the panel, with what fell away between them', () => {
    const nl = chapterOf(stated, 'nl', 'flow')
    expect(nl).toContain('320 meldden zich aan −30 290 voldeden aan de eisen')
    expect(nl).toContain('niet bekend kregen een aanbod 205 deden mee')
    expect(nl).toContain('Volgens het onderzoeksplan deden 205 regio’s mee. In het bestand staan er 191.')
    expect(nl).toContain('Van de andere 14 weten we niets.')
    const { participants } = stated.evaluation.flow!
    expect(nl).toContain(
      `Van de 205 regio’s die meededen, staan er ${participants.analysed} in de analyse: 9 van de 10`,
    )
    const en = chapterOf(stated, 'en', 'flow')
    expect(en).toContain(
      'By the study plan 400 counties were picked to compare with. There are 309 in the file.',
    )
    expect(en).not.toContain('From those that took part on')
  })

  test('who took part and is not in the file is told on the first pages', () => {
    const brief = (record: EvaluationRecord, language: 'nl' | 'en') =>
      readable(reportPage(record, language).split('<section class="technical"')[0]!)
    expect(brief(stated, 'nl')).toContain(
      'Van 14 van de 205 regio’s die meededen, is niets bekend: zij staan niet in het bestand.',
    )
    expect(brief(stated, 'en')).toContain('Of 14 of the 205 counties that took part nothing is known')
    expect(brief(gaps, 'nl')).not.toContain('die meededen, is niets bekend')
  })

  test('the first page says how many of all are counted, on both sides', () => {
    const first = (record: EvaluationRecord, language: 'nl' | 'en') =>
      readable(reportPage(record, language).split('<section class="technical"')[0]!)
    const { participants, neverUnits } = stated.evaluation.counts
    expect(first(stated, 'nl')).toContain(`${participants} van de 205 regio’s die meededen, begonnen`)
    expect(first(stated, 'nl')).toContain(`${neverUnits} van de 400 regio’s die in deze tijd niet meededen`)
    expect(first(gaps, 'en')).toContain(`${participants} of the 191 counties that took part, starting`)
    expect(first(gaps, 'en')).toContain(`${neverUnits} of the 309 counties that did not take part`)
  })

  test('where there are many margins, the report says how many leave zero out by chance', () => {
    const margins = stated.evaluation.cells.filter(({ reference }) => !reference).length
    expect(chapterOf(stated, 'nl', 'cells')).toContain(`Hier staan ${margins} marges`)
    expect(chapterOf(stated, 'nl', 'cells')).toContain('gemiddeld bij 1 op de 20 erbuiten')
    expect(chapterOf(stated, 'en', 'cells')).toContain('zero then falls outside 1 in 20 of them')
  })

  test('who reads by ear hears every number of the picture', () => {
    const labels = [...reportPage(stated, 'en').matchAll(/aria-label="(Participants: [^"]*)"/g)]
    expect(labels).toHaveLength(2) // for a page and for a phone
    for (const [, label] of labels)
      expect(label).toContain('applied: 320, qualified: 290, were offered a place: not known, took part: 205')
  })

  test('a record without a count of its own is told from its groups', () => {
    const { flow: _, ...rest } = gaps.evaluation
    const old = { ...gaps, evaluation: rest }
    expect(chapterOf(old, 'en', 'flow')).toContain('190 took part')
    expect(chapterOf(old, 'en', 'flow')).toContain('not known applied')
  })
})

describe('who is missing', () => {
  test('is told before and after the start, and for each group, beside the others', () => {
    const en = chapterOf(gaps, 'en', 'missing')
    for (const name of ['at all times', 'before the start', 'from the start on', 'start 2004: before'])
      expect(en).toContain(name)
    const { spans } = gaps.evaluation.missing!
    const after = spans.find(({ span }) => span === 'after')!
    expect(en).toContain(`${(100 * after.share).toFixed(1)}%`)
    expect(en).toContain(`${after.missing} of ${after.rows}`)
    expect(chapterOf(gaps, 'nl', 'missing')).toContain('start 2007: daarna')
  })

  test('firms without a row are missing as those without an outcome are', () => {
    const { missing, counts } = gaps.evaluation
    expect(counts.rows).toBe(2_498) // two rows are not in the file
    expect(missing!.seen!.participants).toEqual({ units: 191, whole: 188, never: 1, left: 2, gaps: 0 })
  })

  test('where nobody stayed away from the programme, no share of others is made up', () => {
    const { others: _, difference: __, ...missing } = gaps.evaluation.missing!
    const spans = missing.spans.map(({ others: ___, ...span }) => span)
    const alone = changed(gaps, { missing: { ...missing, spans, groups: [] } })
    expect(chapterOf(alone, 'en', 'missing')).toContain('There are none that never took part')
    expect(readable(reportPage(alone, 'en'))).toMatch(/The outcome is missing in (less than )?1% of cases\./)
  })
})

describe('at worst and at best', () => {
  test('without limits it is said that nothing was computed, and why', () => {
    expect(chapterOf(gaps, 'nl', 'missing')).toContain('noemt niet de laagste en de hoogste waarde')
    expect(gaps.evaluation.bounds).toBeUndefined()
  })

  test('bounds that leave everything open are said to tell nothing, also on the first pages', () => {
    const { bounds } = stated.evaluation
    if (!bounds?.ok) throw new Error('no bounds')
    expect(bounds.value.interval.low).toBeLessThan(0)
    expect(bounds.value.interval.high).toBeGreaterThan(0.02)
    expect(chapterOf(stated, 'nl', 'missing')).toContain('Dat is zo ruim dat het niets zegt.')
    expect(chapterOf(stated, 'en', 'missing')).toContain(
      'By the study plan the outcome always lies between 0 and 12.',
    )
    expect(readable(reportPage(stated, 'en'))).toContain('the effect can still be anything')
  })

  const bounded = (low: number, high: number) => {
    const end = (estimate: number) => ({ estimate, standardError: 0.01, low: estimate, high: estimate })
    const value = { low: end(low), high: end(high), interval: { low, high }, missing: 5, rows: 2_500 }
    return changed(stated, { bounds: { ok: true, value } })
  }

  test('bounds that leave the answer as it was, or change it, are told so', () => {
    expect(gaps.evaluation.verdict.plain).toBe('harms')
    const same = bounded(-0.3, -0.01)
    expect(chapterOf(same, 'en', 'missing')).toContain(
      'Even then the answer of the figures stays: the wrong way.',
    )
    expect(readable(reportPage(same, 'nl'))).toContain('zeggen de cijfers hetzelfde.')
    const other = bounded(-0.3, 0.01)
    expect(chapterOf(other, 'en', 'missing')).toContain('gets another answer: too little.')
    expect(readable(reportPage(other, 'nl'))).toContain('dan zeggen de cijfers: te weinig.')
  })

  test('limits that the file breaks are told as wrong, and the rest of the report stands', () => {
    const broken = minimumWageWithGaps({ outcomeLimits: { lowest: 5, highest: 6 } })
    expect(broken.evaluation.bounds).toEqual({ ok: false, error: { code: 'limits-outside-outcome' } })
    expect(chapterOf(broken, 'nl', 'missing')).toContain('die grenzen kloppen dus niet')
    expect(broken.evaluation.overall).toEqual(gaps.evaluation.overall)
  })
})

describe('both chapters', () => {
  test('are the same from the record as it is written and read again', () => {
    for (const record of [gaps, stated]) {
      const again: EvaluationRecord = JSON.parse(JSON.stringify(record))
      for (const language of LANGUAGES) expect(reportPage(again, language)).toBe(reportPage(record, language))
    }
  })

  test('are valid HTML, and never say a number that is none', async () => {
    const validator = new HtmlValidate({
      extends: ['html-validate:recommended'],
      rules: {
        'void-style': 'off',
        'no-trailing-whitespace': 'off',
        'long-title': 'off',
        'no-redundant-role': 'off',
        'prefer-native-element': 'off',
      },
    })
    for (const language of LANGUAGES) {
      const page = reportPage(stated, language)
      const { results } = await validator.validateString(page)
      expect(results.flatMap(({ messages }) => messages.map(({ message }) => message))).toEqual([])
      expect(readable(page)).not.toMatch(/NaN|Infinity|undefined|null|\[object/)
    }
  })
})

test('few clusters stand among the doubts of the first pages', () => {
  const few = changed(gaps, { warnings: [{ code: 'few-clusters', count: 7 }] })
  const first = (record: EvaluationRecord, language: 'nl' | 'en') =>
    readable(reportPage(record, language).split('<h2 id="technical"')[0]!)
  expect(first(few, 'nl')).toContain('Er zijn maar 7 groepen die samen op en neer gaan')
  expect(first(few, 'en')).toContain('There are only 7 clusters that move together')
  expect(first(gaps, 'nl')).not.toContain('op en neer gaan')
})
