import { translator } from '#platform/i18n.ts'

export const timeMessages = translator(
  {
    years: (count: number) => `${count} jaar`,
    periods: (count: number) => (count === 1 ? '1 tijdstip' : `${count} tijdstippen`),
    startYear: 'het startjaar',
    startPeriod: 'het starttijdstip',
    before: (time: string) => `${time} ervoor`,
    after: (time: string) => `${time} erna`,
  },
  {
    years: (count) => (count === 1 ? '1 year' : `${count} years`),
    periods: (count) => (count === 1 ? '1 time' : `${count} times`),
    startYear: 'the first year',
    startPeriod: 'the first time',
    before: (time) => `${time} before`,
    after: (time) => `${time} after`,
  },
)
