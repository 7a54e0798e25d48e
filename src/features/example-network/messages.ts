import { translator } from '#platform/i18n.ts'

export const messages = translator(
  {
    title: 'Kijk rond in het voorbeeld',
    lead: 'Dit is een verzonnen netwerk met een jaar aan werk: vijf hubs, hun fieldlabs en driehonderd bedrijven. U kunt alles doen wat in het echt ook kan. Er gaat geen mail weg.',
    as: 'Als wie wilt u kijken?',
    go: (who: string) => `Kijk als ${who}`,
    'ondernemer.name': 'ondernemer',
    'ondernemer.about': 'Eén bedrijf met een advies, vragen, bezoeken en een verwijzing.',
    'adviseur.name': 'adviseur',
    'adviseur.about': 'Werkt bij een hub: de balie met vragen, de werklijst en verwijzingen.',
    'fieldlab.name': 'coördinator van een fieldlab',
    'fieldlab.about': 'Krijgt bedrijven doorverwezen, houdt proeven en bijeenkomsten.',
    'bureau.name': 'medewerker van het bureau',
    'bureau.about': 'Ziet wat te laat beantwoord werd, en wat elders hoorde.',
    mail: 'Wat Schakel zou mailen, staat als bestand in de map mail naast de gegevens.',
  },
  {
    title: 'Look around in the example',
    lead: 'This is an invented network with a year of work: five hubs, their fieldlabs and three hundred firms. You can do everything that can be done for real. No mail is sent.',
    as: 'As whom would you like to look?',
    go: (who) => `Look as ${who}`,
    'ondernemer.name': 'an entrepreneur',
    'ondernemer.about': 'One firm with an advice, questions, visits and a referral.',
    'adviseur.name': 'an adviser',
    'adviseur.about': 'Works for a hub: the desk with questions, the worklist and referrals.',
    'fieldlab.name': 'a fieldlab coordinator',
    'fieldlab.about': 'Gets firms that are referred, and holds trials and events.',
    'bureau.name': 'somebody of the bureau',
    'bureau.about': 'Sees what was answered too late, and what belonged elsewhere.',
    mail: 'What Schakel would mail is written as files in the folder mail beside the data.',
  },
)
