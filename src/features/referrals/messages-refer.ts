import { translator } from '#platform/i18n.ts'

export const referMessages = translator(
  {
    'new.title': 'Verwijs een bedrijf door',
    'new.lead':
      'Het bedrijf krijgt een mail met uw reden en zegt ja of nee. Wie helpt, hoort pas iets als het bedrijf ja zegt.',
    'new.firm': 'Welk bedrijf?',
    'new.firm.hint': 'Bedrijven die uw hub laten meekijken, en bedrijven van vragen bij uw hub.',
    'new.firm.none': 'Kies een bedrijf',
    'new.firm.gone': 'Dit bedrijf kunt u niet doorverwijzen: het laat uw hub niet of niet meer meekijken.',
    'new.noFirms':
      'Er is nog geen bedrijf dat u kunt doorverwijzen. Dat kan zodra een bedrijf met een account uw hub laat meekijken, of er namens zijn bedrijf een vraag stelt.',
    'new.step': 'Waarover?',
    'new.step.all': 'Alle stappen',
    'new.step.show': 'Toon wat hierbij past',
    'new.target': 'Naar wie of wat?',
    'new.target.none': 'Kies',
    'new.hub': 'Namens welke hub?',
    'new.fits.none':
      'Voor deze stap staat er niets in de gids. Een hub of een fieldlab kan toch verder helpen.',
    'new.left': (left: number) => `dit kwartaal nog ${left} keer`,
    'new.never': 'nog niet bevestigd',
    'new.stale': 'lang niet bevestigd',
    'new.free': 'gratis',
    'new.off': (kinds: string) => `Wil dit bedrijf niet: ${kinds}.`,
    'new.about': 'Over welk bedrijf en waarover',
    'new.kind.trial': 'Proeven',
    'new.kind.fieldlab': 'Fieldlabs',
    'new.kind.expert': 'Experts',
    'new.kind.course': 'Cursussen',
    'new.kind.hub': 'Hubs',
    'new.peers': 'Collega-ondernemers die willen praten',
    'new.peer': (sector: string, province: string, did: string) => `${sector}, ${province}: ${did}`,
    'new.peers.none': 'Voor deze stap is nu geen collega-ondernemer vrij die geen concurrent is.',
    'new.peers.unknown':
      'Van dit bedrijf weten wij sector of provincie niet. Daarom stellen wij het aan niemand voor die een concurrent kan zijn.',
    'new.peers.step': 'Kies eerst een stap om ook collega-ondernemers te zien.',
    'new.reason': 'Waarom past dit bij dit bedrijf?',
    'new.reason.hint':
      'Het bedrijf leest dit. Wie helpt ook, maar pas na een ja. Eén of twee zinnen, zonder naam van een ander bedrijf.',
    'new.room': (room: number) =>
      room === 0
        ? 'Dit bedrijf kan nu niets meer aangeboden krijgen. Wacht tot het antwoordt.'
        : `Dit bedrijf kan nu nog ${room === 1 ? '1 ding' : `${room} dingen`} aangeboden krijgen.`,
    'new.send': 'Stel voor aan het bedrijf',
    'new.fault.firma': 'Kies een bedrijf.',
    'new.fault.target': 'Kies waarnaar u doorverwijst.',
    'new.fault.reason': 'Schrijf in hooguit 600 tekens waarom dit past.',
    'new.refused.too-much-offered':
      'Er staat al genoeg open voor dit bedrijf. Hooguit 3 dingen tegelijk en 4 in 30 dagen, van het hele netwerk samen.',
    'new.refused.switched-off': 'Dit bedrijf wil dit soort aanbod niet.',
    'new.refused.already-offered': 'Dit staat al open voor dit bedrijf.',
    'new.refused.competitor':
      'Deze twee zijn mogelijk concurrenten: zelfde sector en provincie, of wij weten het niet zeker.',
    'new.refused.peer-is-full':
      'Deze ondernemer heeft dit kwartaal geen kennismaking meer over, of wil niet meer.',
    'new.refused.not-found':
      'Dit kan niet meer. Het aanbod is er niet meer, of u kunt dit bedrijf niet meer doorverwijzen.',
    'new.sent': 'Voorgesteld. Het staat op de pagina van het bedrijf, en in een mail als het die wil.',
    'new.case': 'Bij een vraag aan de balie',
  },
  {
    'new.title': 'Refer a firm',
    'new.lead':
      'The firm gets a mail with your reason and says yes or no. Whoever helps hears nothing before the firm says yes.',
    'new.firm': 'Which firm?',
    'new.firm.hint': 'Firms that let your hub look, and firms of questions at your hub.',
    'new.firm.none': 'Choose a firm',
    'new.firm.gone': 'You cannot refer this firm: it does not let your hub look, or no longer does.',
    'new.noFirms':
      'There is no firm yet that you can refer. There will be once a firm with an account lets your hub look, or asks it a question.',
    'new.step': 'What about?',
    'new.step.all': 'All steps',
    'new.step.show': 'Show what fits',
    'new.target': 'To whom or what?',
    'new.target.none': 'Choose',
    'new.hub': 'On behalf of which hub?',
    'new.fits.none': 'The directory has nothing for this step. A hub or a fieldlab may help all the same.',
    'new.left': (left) => `${left} more ${left === 1 ? 'time' : 'times'} this quarter`,
    'new.never': 'not confirmed yet',
    'new.stale': 'not confirmed for a long time',
    'new.free': 'free of charge',
    'new.off': (kinds) => `This firm does not want: ${kinds}.`,
    'new.about': 'Which firm and what about',
    'new.kind.trial': 'Trials',
    'new.kind.fieldlab': 'Fieldlabs',
    'new.kind.expert': 'Experts',
    'new.kind.course': 'Courses',
    'new.kind.hub': 'Hubs',
    'new.peers': 'Entrepreneurs willing to talk',
    'new.peer': (sector, province, did) => `${sector}, ${province}: ${did}`,
    'new.peers.none': 'For this step no entrepreneur is free now who is not a competitor.',
    'new.peers.unknown':
      'We do not know the sector or the province of this firm. So we introduce it to nobody who may be a competitor.',
    'new.peers.step': 'Choose a step first to see entrepreneurs too.',
    'new.reason': 'Why does this fit this firm?',
    'new.reason.hint':
      'The firm reads this. So does whoever helps, but only after a yes. One or two sentences, without the name of another firm.',
    'new.room': (room) =>
      room === 0
        ? 'This firm cannot be offered anything more now. Wait until it answers.'
        : `This firm can be offered ${room === 1 ? '1 more thing' : `${room} more things`} now.`,
    'new.send': 'Propose it to the firm',
    'new.fault.firma': 'Choose a firm.',
    'new.fault.target': 'Choose what you refer to.',
    'new.fault.reason': 'Write in no more than 600 characters why this fits.',
    'new.refused.too-much-offered':
      'Enough is open for this firm. No more than 3 things at a time and 4 in 30 days, of the whole network together.',
    'new.refused.switched-off': 'This firm does not want this kind of offer.',
    'new.refused.already-offered': 'This is open for this firm already.',
    'new.refused.competitor':
      'These two may be competitors: the same sector and province, or we are not sure.',
    'new.refused.peer-is-full':
      'This entrepreneur has no introduction left this quarter, or does not want any.',
    'new.refused.not-found':
      'This is no longer possible. What you chose is gone, or you can no longer refer this firm.',
    'new.sent': 'Proposed. It stands on the page of the firm, and in a mail if it wants that.',
    'new.case': 'With a question at the desk',
  },
)
