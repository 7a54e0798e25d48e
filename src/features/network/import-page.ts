import { html } from 'hono/html'
import { type Language, pathIn } from '#platform/i18n.ts'
import {
  actions,
  button,
  heading,
  hiddenInput,
  link,
  linkButton,
  notice,
  paragraph,
  smallPrint,
  table,
} from '#platform/ui/components.ts'
import type { Content, Html } from '#platform/ui/content.ts'
import { fieldId } from '#platform/ui/fields.ts'
import { page } from '#platform/ui/layout.ts'
import { ROUTES } from './addresses.ts'
import { editMessages } from './messages-edit.ts'
import type { ImportPlan, PlannedRow, RowProblem } from './read-in.ts'

type Looked = Readonly<{ text: string; plan: ImportPlan; hasMoved?: boolean }>

/** A field to paste a file in; and what it would change, when it was looked at. */
export function importPage(language: Language, looked?: Looked): Html {
  const t = editMessages(language)
  const hasProblems = looked !== undefined && looked.plan.problems.length > 0
  const main = html`${heading(1, t('import.title'))}
${paragraph(t('import.lead'), { lead: true })}
${looked === undefined ? '' : preview(looked, language)}
${pasteForm(language, looked?.text ?? '')}
${paragraph(t('import.columns'))}
<p class="nl-paragraph">${link(pathIn(language, ROUTES.csv), t('import.download'))}</p>`
  return page({
    title: `${hasProblems ? t('error') : ''}${t('import.title')}`,
    language,
    path: ROUTES.import,
    main,
    backHref: pathIn(language, ROUTES.list),
  })
}

function pasteForm(language: Language, text: string): Html {
  const t = editMessages(language)
  const id = fieldId('file')
  return html`<form class="network-form" method="post" action="${pathIn(language, ROUTES.import)}" novalidate>
<div class="utrecht-form-field utrecht-form-field--text">
<div class="utrecht-form-field__label"><label class="utrecht-form-label" for="${id}">${t('import.file')}</label></div>
<div class="utrecht-form-field-description" id="${id}-uitleg">${t('import.limit')}</div>
<textarea class="utrecht-textbox utrecht-textbox--html-input" id="${id}" name="file" rows="10" spellcheck="false" aria-describedby="${id}-uitleg">
${text}</textarea>
</div>
${actions(button(t('import.look'), { kind: text === '' ? 'primary' : 'secondary' }))}
</form>`
}

function preview({ text, plan, hasMoved = false }: Looked, language: Language): Html {
  const t = editMessages(language)
  const count = (what: PlannedRow['what']) => plan.rows.filter((row) => row.what === what).length
  const wrongLines = new Set(plan.problems.map(({ line }) => line)).size
  const toSave = count('new') + count('changed')
  return html`${heading(2, t('import.preview'))}
${hasMoved ? notice('warning', t('import.moved')) : ''}
${paragraph([t('import.sum', count('new'), count('changed'), count('same'), wrongLines), ' ', t('import.nothingYet')])}
${problemTable(plan.problems, language)}
${newTable(plan.rows, language)}
${changeTable(plan.rows, language)}
${plan.problems.length === 0 && toSave === 0 ? paragraph(t('import.nothing')) : ''}
${plan.problems.length === 0 && toSave > 0 ? saveForm(text, plan, language) : ''}`
}

function saveForm(text: string, plan: ImportPlan, language: Language): Html {
  return html`<form method="post" action="${pathIn(language, ROUTES.import)}">
${hiddenInput('fingerprint', plan.fingerprint)}${hiddenInput('file', text)}
${actions(button(editMessages(language)('import.do')))}
</form>`
}

export function problemText({ problem }: RowProblem, language: Language): string {
  const t = editMessages(language)
  if (problem === 'header' || problem === 'cells' || problem === 'quote' || problem === 'empty')
    return t(`csv.${problem}`)
  return t(`fault.${problem}`)
}

function problemTable(problems: readonly RowProblem[], language: Language): Content {
  if (problems.length === 0) return ''
  const t = editMessages(language)
  return [
    notice('warning', t('import.fix')),
    table({
      caption: t('import.wrong'),
      columns: [{ label: t('import.line') }, { label: t('import.column') }, { label: t('import.problem') }],
      rows: problems.map((problem) => [`${problem.line}`, problem.column, problemText(problem, language)]),
    }),
  ]
}

function newTable(rows: readonly PlannedRow[], language: Language): Content {
  const fresh = rows.filter(({ what }) => what === 'new')
  if (fresh.length === 0) return ''
  const t = editMessages(language)
  return table({
    caption: t('import.new'),
    columns: [{ label: t('import.line') }, { label: t('import.entry') }],
    rows: fresh.map(({ line, content }) => [`${line}`, content.name]),
  })
}

function changeTable(rows: readonly PlannedRow[], language: Language): Content {
  const lines = rows.flatMap((row) =>
    row.what === 'changed'
      ? row.changes.map((change) => ({ ...change, line: row.line, name: row.content.name }))
      : [],
  )
  if (lines.length === 0) return ''
  const t = editMessages(language)
  const labels = ['import.line', 'import.entry', 'import.column', 'import.was', 'import.becomes'] as const
  return table({
    caption: t('import.changed'),
    columns: labels.map((label) => ({ label: t(label) })),
    rows: lines.map(({ line, name, field, was, becomes }) => [`${line}`, name, field, was, becomes]),
  })
}

/** After saving. */
export function importDonePage(language: Language, count: number): Html {
  const t = editMessages(language)
  const main = html`${heading(1, t('import.done', count))}
${actions(linkButton(pathIn(language, ROUTES.list), t('import.toList')))}
${smallPrint(link(pathIn(language, ROUTES.import), t('import.title')))}`
  return page({ title: t('import.title'), language, path: ROUTES.import, main })
}
