import type { StudyWarning } from '#engine/evaluation/group-time/study-data.ts'
import type { Language } from '#platform/i18n.ts'
import type { Handled } from '../evaluation-record.ts'

/** `count` is a number, `who` the same with the plural of the study, `group` and `time` as the file has them. */
type Told = Readonly<{ who: string; group: string; time: string; count: string }>
type Warnings = Readonly<Record<StudyWarning['code'], (told: Told) => string>>

const warningsNl: Warnings = {
  'treated-before-start': ({ who }) =>
    `${who} deden al mee toen het bestand begint. Van vóór hun deelname is niets bekend; zij tellen niet mee.`,
  'treated-after-end': ({ who }) =>
    `${who} beginnen pas na het laatste tijdstip. Zij tellen als wie nooit meedeed.`,
  'incomplete-units-dropped': ({ who }) => `${who} missen een tijdstip en tellen niet mee.`,
  'last-group-is-control': ({ group }) =>
    `Er is niemand die nooit meedeed. De groep die het laatst begon (${group}), dient als vergelijking; latere tijdstippen tellen niet mee.`,
  'group-of-one': ({ group }) => `De groep die begon in ${group}, telt er maar één. Die is niet geschat.`,
  'too-few-controls': ({ group, time }) =>
    `Groep ${group}, tijdstip ${time}: minder dan twee om mee te vergelijken. Niet geschat.`,
  'group-not-observed': ({ group, time }) =>
    `Groep ${group}, tijdstip ${time}: minder dan twee van de groep gezien. Niet geschat.`,
  'no-weight': ({ group, time }) =>
    `Groep ${group}, tijdstip ${time}: alle gewichten aan één kant zijn 0. Niet geschat.`,
  'singular-covariates': ({ group, time }) =>
    `Groep ${group}, tijdstip ${time}: de kenmerken hangen volledig samen, of zijn er meer dan er vergelijkbaren zijn. Niet geschat.`,
  'perfect-separation': ({ group, time }) =>
    `Groep ${group}, tijdstip ${time}: aan de kenmerken is precies te zien wie meedeed. Dan lijkt niemand op elkaar; niet geschat.`,
  'outcome-too-large': ({ group, time }) =>
    `Groep ${group}, tijdstip ${time}: de uitkomsten zijn te groot om mee te rekenen. Niet geschat.`,
  'few-clusters': ({ count }) =>
    `De fout is berekend over maar ${count} clusters. Bij zo weinig is de marge te smal.`,
  'no-overlap': ({ group, time }) =>
    `Groep ${group}, tijdstip ${time}: van iemand staat op grond van de kenmerken vrijwel vast dat hij meedoet. Niet geschat.`,
}

const warningsEn: Warnings = {
  'treated-before-start': ({ who }) =>
    `${who} took part already when the file begins. Nothing is known of them from before; they do not count.`,
  'treated-after-end': ({ who }) =>
    `${who} start after the last time only. They count among those that never took part.`,
  'incomplete-units-dropped': ({ who }) => `${who} miss a time and do not count.`,
  'last-group-is-control': ({ group }) =>
    `There are none that never took part. The last group to start (${group}) serves for comparison; later times do not count.`,
  'group-of-one': ({ group }) => `The group that started in ${group} has one member. It was not estimated.`,
  'too-few-controls': ({ group, time }) =>
    `Group ${group}, time ${time}: fewer than two to compare with. Not estimated.`,
  'group-not-observed': ({ group, time }) =>
    `Group ${group}, time ${time}: fewer than two of the group are seen. Not estimated.`,
  'no-weight': ({ group, time }) =>
    `Group ${group}, time ${time}: all weights on one side are 0. Not estimated.`,
  'singular-covariates': ({ group, time }) =>
    `Group ${group}, time ${time}: covariates are collinear, or more than there are controls. Not estimated.`,
  'perfect-separation': ({ group, time }) =>
    `Group ${group}, time ${time}: covariates tell exactly who took part, so nobody is like anybody. Not estimated.`,
  'outcome-too-large': ({ group, time }) =>
    `Group ${group}, time ${time}: outcomes are too large to compute with. Not estimated.`,
  'few-clusters': ({ count }) =>
    `The error is reckoned over ${count} clusters only. With so few the margin is too narrow.`,
  'no-overlap': ({ group, time }) =>
    `Group ${group}, time ${time}: for one of them covariates make it all but certain to take part. Not estimated.`,
}

export const warningText = (code: StudyWarning['code'], told: Told, language: Language): string =>
  (language === 'nl' ? warningsNl : warningsEn)[code](told)

type HandledCode =
  | 'missing-outcome'
  | 'empty-first-is-never'
  | 'byte-order-mark'
  | 'separator-semicolon'
  | 'separator-tab'
  | 'separator-bar'
  | 'decimal-comma'
  | 'outside-times'
  | 'participants-without-date'
type Handlings = Readonly<Record<HandledCode, (count: string, column: string) => string>>

const handledNl: Handlings = {
  'missing-outcome': (count, column) =>
    `In ${count} rijen is de uitkomst (${column}) leeg. Daarmee is niet gerekend; zij zijn wel geteld.`,
  'empty-first-is-never': (count, column) =>
    `In ${count} rijen is de eerste deelname (${column}) leeg. Dat is gelezen als: nooit meegedaan.`,
  'byte-order-mark': () =>
    'Het bestand begint met een teken dat alleen de codering aangeeft. Dat is overgeslagen.',
  'separator-semicolon': () => 'De velden zijn gescheiden door puntkomma’s.',
  'separator-tab': () => 'De velden zijn gescheiden door tabs.',
  'separator-bar': () => 'De velden zijn gescheiden door verticale strepen.',
  'decimal-comma': () => 'Getallen zijn gelezen met een komma voor de decimalen.',
  'outside-times': (count) => `${count} rijen liggen buiten de tijd van het onderzoek en tellen niet mee.`,
  'participants-without-date': (count) =>
    `Van ${count} deelnemers is niet bekend wanneer zij begonnen. Zij tellen niet mee, ook niet als anderen.`,
}

const handledEn: Handlings = {
  'missing-outcome': (count, column) =>
    `In ${count} rows the outcome (${column}) is empty. They were not computed with, but they were counted.`,
  'empty-first-is-never': (count, column) =>
    `In ${count} rows the first time of taking part (${column}) is empty. That was read as: never took part.`,
  'byte-order-mark': () => 'The file begins with a mark that only tells its encoding. It was skipped.',
  'separator-semicolon': () => 'Fields are separated by semicolons.',
  'separator-tab': () => 'Fields are separated by tabs.',
  'separator-bar': () => 'Fields are separated by bars.',
  'decimal-comma': () => 'Numbers were read with a comma before the decimals.',
  'outside-times': (count) => `${count} rows lie outside the time of the study and do not count.`,
  'participants-without-date': (count) =>
    `Of ${count} participants it is not known when they started. They do not count, nor among the others.`,
}

/** What was done with odd rows; a code that is not known here is told as it is. */
export function handledText({ code, column = '' }: Handled, count: string, language: Language): string {
  const texts: Readonly<Record<string, ((count: string, column: string) => string) | undefined>> =
    language === 'nl' ? handledNl : handledEn
  const text = Object.hasOwn(texts, code) ? texts[code] : undefined
  return text ? text(count, column) : [code, column, count].filter((part) => part !== '').join(': ')
}
