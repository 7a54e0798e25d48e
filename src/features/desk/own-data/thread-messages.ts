import { translator } from '#platform/i18n.ts'

export const threadMessages = translator(
  {
    ask: 'Stel een vraag',
    desk: 'Balie: vragen van bedrijven',
    asked: (subject: string) => `U vroeg: ${subject}`,
    open: (number: number, owner: string) => `Vraag ${number}. ${owner} geeft u antwoord.`,
    answered: (number: number, owner: string) => `Vraag ${number}. ${owner} heeft geantwoord.`,
    closed: (number: number, owner: string) => `Vraag ${number} aan ${owner}. Afgesloten.`,
    merged: (number: number, owner: string) =>
      `Vraag ${number} aan ${owner}. Samengevoegd met een andere vraag van u.`,
  },
  {
    ask: 'Ask a question',
    desk: 'Desk: questions of companies',
    asked: (subject) => `You asked: ${subject}`,
    open: (number, owner) => `Question ${number}. ${owner} will answer you.`,
    answered: (number, owner) => `Question ${number}. ${owner} has answered.`,
    closed: (number, owner) => `Question ${number} to ${owner}. Closed.`,
    merged: (number, owner) => `Question ${number} to ${owner}. Joined with another question of yours.`,
  },
)
