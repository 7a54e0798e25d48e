import { translator } from '#platform/i18n.ts'

/** What became of a sign-up, as the own page of a firm tells it. */
export const threadMessages = translator(
  {
    'thread.signed-up': (title: string) => `U doet mee aan de loting voor “${title}”.`,
    'thread.placed': (title: string) => `U hebt een plek bij “${title}”.`,
    'thread.confirmed': (title: string) => `U komt naar “${title}”.`,
    'thread.waiting': (title: string) => `U staat op de wachtlijst van “${title}”.`,
    'thread.cancelled': (title: string) => `U meldde zich af voor “${title}”.`,
    'thread.attended': (title: string) => `U was bij “${title}”.`,
    'thread.absent': (title: string) => `U had een plek bij “${title}”, maar was er niet.`,
    'thread.was': (title: string) => `U had een plek bij “${title}”.`,
    'thread.off': (title: string) => `“${title}” ging niet door.`,
  },
  {
    'thread.signed-up': (title) => `You take part in the lottery for “${title}”.`,
    'thread.placed': (title) => `You have a place at “${title}”.`,
    'thread.confirmed': (title) => `You are coming to “${title}”.`,
    'thread.waiting': (title) => `You are on the waiting list of “${title}”.`,
    'thread.cancelled': (title) => `You cancelled for “${title}”.`,
    'thread.attended': (title) => `You were at “${title}”.`,
    'thread.absent': (title) => `You had a place at “${title}” but were not there.`,
    'thread.was': (title) => `You had a place at “${title}”.`,
    'thread.off': (title) => `“${title}” was cancelled.`,
  },
)
