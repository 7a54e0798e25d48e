import { html, raw } from 'hono/html'
import { type Language, pathIn } from '#platform/i18n.ts'
import { date, number } from '#platform/numbers.ts'
import {
  actions,
  button,
  form,
  heading,
  link,
  notice,
  paragraph,
  smallPrint,
  table,
} from '#platform/ui/components.ts'
import type { Content, Html } from '#platform/ui/content.ts'
import { page } from '#platform/ui/layout.ts'
import type { Attendance } from '../afterwards/attendance.ts'
import { eventPath, ROUTES } from '../addresses.ts'
import { hasPlace, RECOMMENDS, type SignUpState, USEFUL, WILL_ACT } from '../contract.ts'
import { titleOf } from '../event-words.ts'
import { messages } from '../messages.ts'
import type { SignUp } from '../sign-ups/repository.ts'
import { spanText } from '../when.ts'
import { attendanceMessages } from './attendance-messages.ts'

export type AttendanceView = Attendance &
  Readonly<{ language: Language; now: Date; saved?: number; clashes?: readonly SignUp[] }>

export function stateText(state: SignUpState, language: Language): string {
  const t = attendanceMessages(language)
  return state === 'cancelled' ? t('state.cancelledBy') : t(`state.${state}`)
}

/** Who comes, who waits, and from the begin on who was there; and afterwards what they thought of it. */
export function attendancePage(view: AttendanceView): Html {
  const { event, signUps, language } = view
  const t = attendanceMessages(language)
  const title = t('attendance.title')
  const path = eventPath.attendance(event.id)
  const main = html`<p class="schakel-small events-kicker">${titleOf(event, language)}</p>
${heading(1, title)}
${paragraph(spanText(event.startsAt, event.endsAt, language), { lead: true })}
${said(view)}
${signUps.length === 0 ? paragraph(t('attendance.none')) : lists(view)}
${feedback(view)}`
  return page({ title, language, path, main, backHref: pathIn(language, ROUTES.kept) })
}

function said({ saved, clashes = [], language }: AttendanceView): Content {
  const t = attendanceMessages(language)
  return [
    saved === undefined || saved === 0 ? '' : notice('ok', t('attendance.saved', saved)),
    clashes.length === 0
      ? ''
      : notice(
          'warning',
          html`${clashes.map(({ firmName, state }) => paragraph(t('attendance.clash', firmName, stateText(state, language))))}`,
          { title: t('attendance.clash.title') },
        ),
  ]
}

function lists(view: AttendanceView): Content {
  const { event, signUps, language, now } = view
  const t = attendanceMessages(language)
  const coming = signUps.filter(({ state }) => hasPlace(state))
  const listed = signUps.filter(({ state }) => state === 'signed-up')
  const others = signUps.filter(({ state }) => state === 'waiting' || state === 'cancelled')
  const hasBegun = now >= event.startsAt && event.state === 'published'
  const csv = pathIn(language, eventPath.attendanceCsv(event.id))
  const people = coming.reduce((sum, one) => sum + one.people, 0)
  const heads: Content =
    coming.length === 0
      ? ''
      : [
          heading(2, `${t('attendance.withPlace')} (${coming.length})`),
          hasBegun
            ? noteForm(view, coming)
            : [smallPrint(t('attendance.early')), plain(view, coming, people)],
        ]
  return [
    html`<p class="nl-paragraph">${link(csv, t('attendance.csv'))}</p>`,
    heads,
    listed.length === 0
      ? ''
      : [heading(2, `${t('attendance.listed')} (${listed.length})`), plain(view, listed)],
    others.length === 0
      ? ''
      : [heading(2, `${t('attendance.others')} (${others.length})`), plain(view, others)],
  ]
}

const who = ({ contactName, contactEmail }: SignUp): Content =>
  html`${contactName}${contactEmail === '' ? '' : html`<br>${link(`mailto:${contactEmail}`, contactEmail)}`}`

function plain({ language }: AttendanceView, signUps: readonly SignUp[], people?: number): Html {
  const t = attendanceMessages(language)
  return table({
    caption: people === undefined ? t('attendance.title') : `${t('attendance.people')}: ${people}`,
    hideCaption: people === undefined,
    columns: [
      { label: t('attendance.firm') },
      { label: t('attendance.who') },
      { label: t('attendance.people'), numeric: true },
      { label: t('attendance.state') },
      { label: t('attendance.since') },
    ],
    rows: signUps.map((one) => [
      one.firmId === null ? t('attendance.gone') : one.firmName,
      who(one),
      number(one.people, language),
      stateText(one.state, language),
      date(one.signedUpAt, language),
    ]),
  })
}

/** Each with what was there when the page was shown, so that a colleague's change is noticed. */
function noteForm({ event, language }: AttendanceView, signUps: readonly SignUp[]): Html {
  const t = attendanceMessages(language)
  const choice = ({ id, state, firmName }: SignUp, value: 'attended' | 'absent', text: string): Html =>
    html`<label class="events-choice"><input class="utrecht-radio-button utrecht-radio-button--html-input" type="radio" name="was-${id}" value="${value}"${state === value ? raw(' checked') : ''}> <span>${text}<span class="schakel-visually-hidden">, ${firmName}</span></span></label>`
  return form(pathIn(language, eventPath.attendance(event.id)), [
    table({
      caption: t('attendance.withPlace'),
      hideCaption: true,
      columns: [
        { label: t('attendance.firm') },
        { label: t('attendance.note') },
        { label: t('attendance.who') },
        { label: t('attendance.people'), numeric: true },
      ],
      rows: signUps.map((one) => [
        one.firmId === null ? t('attendance.gone') : one.firmName,
        html`<input type="hidden" name="from-${one.id}" value="${one.state}">${choice(one, 'attended', t('attendance.yes'))} ${choice(one, 'absent', t('attendance.no'))}`,
        who(one),
        number(one.people, language),
      ]),
    }),
    actions(button(t('attendance.save'))),
  ])
}

/** Counts only, and none before five answered. */
function feedback({ event, feedback: counted, answers, language, now }: AttendanceView): Content {
  if (now < event.endsAt || event.state !== 'published') return ''
  const t = attendanceMessages(language)
  const m = messages(language)
  if (counted === undefined) return [heading(2, t('feedback.title')), paragraph(t('feedback.few'))]
  const countOf = (question: string, answer: string) =>
    counted.find((one) => one.question === question && one.answer === answer)?.count ?? 0
  const columns = [{ label: t('feedback.answer') }, { label: t('feedback.number'), numeric: true }]
  const rowsOf = (question: string, answers: readonly (readonly [string, string])[]) =>
    answers.map(([answer, label]) => [label, number(countOf(question, answer), language)])
  return [
    heading(2, t('feedback.title')),
    paragraph(t('feedback.count', answers)),
    table({
      ...{ caption: m('feedback.useful'), columns },
      rows: rowsOf(
        'useful',
        USEFUL.map((one) => [one, m(`useful.${one}`)]),
      ),
    }),
    table({
      ...{ caption: m('feedback.willAct'), columns },
      rows: rowsOf(
        'willAct',
        WILL_ACT.map((one) => [one, m(`willAct.${one}`)]),
      ),
    }),
    table({
      ...{ caption: m('feedback.recommends'), columns },
      rows: rowsOf(
        'recommends',
        RECOMMENDS.map((one) => [one, m(`recommends.${one}`)]),
      ),
    }),
  ]
}
