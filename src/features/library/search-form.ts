import { html } from 'hono/html'
import { type Language, pathIn } from '#platform/i18n.ts'
import { button } from '#platform/ui/components.ts'
import type { Html } from '#platform/ui/content.ts'
import { ROUTES } from './addresses.ts'
import { QUESTION_MAX } from './library.ts'
import { messages } from './messages.ts'

/** The box to type a question in. */
export function searchForm(language: Language, question = ''): Html {
  const t = messages(language)
  return html`<form class="library-search" method="get" action="${pathIn(language, ROUTES.search)}" role="search">
<label class="utrecht-form-label" for="vraag">${t('search.label')}</label>
<div class="utrecht-form-field-description" id="vraag-uitleg">${t('search.hint')}</div>
<div class="library-search__row"><input class="utrecht-textbox utrecht-textbox--html-input" type="search" id="vraag" name="vraag" maxlength="${QUESTION_MAX}" autocomplete="off" dir="auto" aria-describedby="vraag-uitleg" value="${question}">${button(t('search.do'))}</div>
</form>`
}
