import { translator } from '#platform/i18n.ts'

export const peerMessages = translator(
  {
    'peer.lead':
      'Zette u een stap, dan kunt u een ander op weg helpen. Wij stellen u voor aan een ondernemer die hetzelfde overweegt, nooit aan een concurrent: een andere sector of een andere provincie.',
    'peer.secret': 'De ander hoort uw naam pas als u bij die ene vraag ja zegt. U hoort dan ook wie het is.',
    'peer.consent':
      'Met deze knop zegt u ook ja tegen kennismaken, op uw pagina met toestemming. U kunt op elk moment stoppen.',
    'peer.active': (left: number, most: number) =>
      `U doet mee. Dit kwartaal kunnen wij u nog ${left} van de ${most} keer voorstellen.`,
    'peer.paused':
      'U vertelde dit eerder, maar zei daarna nee tegen kennismaken. Bewaart u het, dan doet u weer mee.',
    'peer.saved': 'Bewaard. U doet mee.',
    'peer.stopped': 'U doet niet meer mee. Wat u invulde is gewist.',
    'peer.steps': 'Over welke stappen wilt u praten?',
    'family.enabling': 'De basis',
    'family.process': 'In uw bedrijf',
    'family.product': 'Aan uw product',
    'family.chain': 'Met klanten en leveranciers',
    'peer.sector': 'In welke sector werkt u?',
    'peer.sector.none': 'Kies een sector',
    'peer.province': 'In welke provincie staat uw bedrijf?',
    'peer.province.none': 'Kies een provincie',
    'peer.did': 'Wat deed u, in één zin?',
    'peer.did.hint':
      'De ander leest dit voordat u kennismaakt. Noem geen namen. Bijvoorbeeld: wij melden orders nu met een tablet aan de machine, met 20 mensen.',
    'peer.most': 'Hoe vaak per kwartaal?',
    'peer.most.hint': 'Hooguit, van 1 tot 12. Twee of drie is al veel waard.',
    'peer.most.suffix': 'keer per kwartaal',
    'peer.save': 'Ik doe mee',
    'peer.change': 'Bewaar',
    'peer.stop': 'Ik wil niet meer meedoen',
    'peer.conflict.title': 'Iemand van uw bedrijf wijzigde dit ook',
    'peer.conflict': (did: string, most: number) =>
      `Er staat nu: ‘${did}’, hooguit ${most} keer per kwartaal. Hieronder staat wat u invulde. Bewaart u, dan geldt dat.`,
    'peer.gone': 'Wat er stond is intussen gewist. Bewaart u het, dan doet u weer mee.',
    'peer.noFirm': 'Noem eerst uw bedrijf.',
    'peer.fault.steps': 'Kies ten minste één stap.',
    'peer.fault.sector': 'Kies een sector: zo stellen wij u nooit aan een concurrent voor.',
    'peer.fault.province': 'Kies een provincie: zo stellen wij u nooit aan een concurrent voor.',
    'peer.fault.did': 'Vertel in één zin wat u deed, hooguit 300 tekens.',
    'peer.fault.most': 'Vul een getal in van 1 tot 12.',
    'of.firm': (name: string) => `Voor ${name}`,
  },
  {
    'peer.lead':
      'If you took a step, you can help another on their way. We introduce you to an entrepreneur who is considering the same, never to a competitor: another sector or another province.',
    'peer.secret':
      'They hear your name only once you say yes to that one request. Then you hear who they are too.',
    'peer.consent':
      'With this button you also say yes to introductions, on your consent page. You can stop at any moment.',
    'peer.active': (left, most) =>
      `You take part. This quarter we can introduce you ${left} of ${most} times.`,
    'peer.paused':
      'You told this before, but then said no to introductions. If you save it, you take part again.',
    'peer.saved': 'Saved. You take part.',
    'peer.stopped': 'You no longer take part. What you filled in has been erased.',
    'peer.steps': 'Which steps are you willing to talk about?',
    'family.enabling': 'The basics',
    'family.process': 'Inside your company',
    'family.product': 'In your product',
    'family.chain': 'With customers and suppliers',
    'peer.sector': 'In which sector do you work?',
    'peer.sector.none': 'Choose a sector',
    'peer.province': 'In which province is your firm?',
    'peer.province.none': 'Choose a province',
    'peer.did': 'What did you do, in one sentence?',
    'peer.did.hint':
      'They read this before you meet. Name nobody. For instance: we now report orders with a tablet at the machine, with 20 people.',
    'peer.most': 'How often per quarter?',
    'peer.most.hint': 'At most, from 1 to 12. Two or three is worth a lot already.',
    'peer.most.suffix': 'times per quarter',
    'peer.save': 'I take part',
    'peer.change': 'Save',
    'peer.stop': 'I no longer want to take part',
    'peer.conflict.title': 'Somebody of your firm changed this too',
    'peer.conflict': (did, most) =>
      `It now says: ‘${did}’, at most ${most} times per quarter. Below is what you filled in. If you save, that is what counts.`,
    'peer.gone': 'What was there has been erased meanwhile. If you save it, you take part again.',
    'peer.noFirm': 'Name your firm first.',
    'peer.fault.steps': 'Choose at least one step.',
    'peer.fault.sector': 'Choose a sector: so we never introduce you to a competitor.',
    'peer.fault.province': 'Choose a province: so we never introduce you to a competitor.',
    'peer.fault.did': 'Tell in one sentence what you did, in no more than 300 characters.',
    'peer.fault.most': 'Fill in a number from 1 to 12.',
    'of.firm': (name) => `For ${name}`,
  },
)
