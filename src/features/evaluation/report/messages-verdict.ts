import { translator } from '#platform/i18n.ts'

/** The first thing that is said, and what it means. `outcome` is a name as in a sentence, without a capital. */
export const verdictMessages = translator(
  {
    kicker: 'Evaluatie',
    invented: 'Verzonnen voorbeeld',
    inventedMore: 'De deelnemers en de uitkomsten zijn verzonnen. De berekening is echt.',
    question: 'De vraag',
    'answer.worth-it': 'Het hielp, en genoeg om ertoe te doen.',
    'answer.helps': 'Het hielp. Of het genoeg hielp, is niet te zeggen.',
    'answer.too-small': 'Als het al hielp, dan te weinig om ertoe te doen.',
    'answer.too-small.helps': 'Het hielp, maar te weinig om ertoe te doen.',
    'answer.harms': 'Het werkte de verkeerde kant op.',
    'answer.cannot-tell': 'Of het hielp, is niet te zeggen.',
    raised: (outcome: string, size: string) => `Meedoen verhoogde ${outcome} met naar schatting ${size}.`,
    lowered: (outcome: string, size: string) => `Meedoen verlaagde ${outcome} met naar schatting ${size}.`,
    best: (outcome: string, effect: string) =>
      `Wat deed meedoen met ${outcome}? De beste schatting is: ${effect}.`,
    margin: (range: string) =>
      `Zeker is dat getal niet: bij de cijfers past alles ${range}. Dat is de marge.`,
    'rest.worth-it': (threshold: string) =>
      `Alles in die marge is minstens ${threshold}. Dat telt in dit onderzoek als genoeg.`,
    'rest.helps': (threshold: string) =>
      `Alles in die marge is een verbetering. Maar een deel ervan is minder dan wat in dit onderzoek als genoeg telt: ${threshold}.`,
    'rest.too-small': (threshold: string) =>
      `Ook de gunstigste kant van die marge is minder dan wat in dit onderzoek als genoeg telt: ${threshold}.`,
    'rest.harms': 'Ook de gunstigste kant van die marge is slechter dan wanneer niemand had meegedaan.',
    'rest.cannot-tell': (threshold: string) =>
      `Daarin ligt “het deed niets”, en ook “het hielp genoeg” (minstens ${threshold}).`,
    'firstSight.worth-it': 'Op het eerste gezicht hielp het, en genoeg. Toch is dat niet de conclusie.',
    'firstSight.helps': 'Op het eerste gezicht hielp het. Toch is dat niet de conclusie.',
    'firstSight.too-small': 'Op het eerste gezicht deed het te weinig. Toch is dat niet de conclusie.',
    'firstSight.harms':
      'Op het eerste gezicht werkte het de verkeerde kant op. Toch is dat niet de conclusie.',
    'firstSight.cannot-tell': 'Daar komt nog iets bij.',
    cautious: 'Dit oordeel is voorzichtiger dan wat de cijfers op het eerste gezicht zeggen.',
    'reason.rests-on-parallel-trends': (ratio: string) =>
      `Die uitkomst rust op één aanname: dat deelnemers en anderen zonder het programma gelijk op waren gegaan. De afspraak was dat de conclusie een afwijking daarvan moet doorstaan ${ratio === '1' ? 'die even groot is als' : `van ${ratio} keer`} de grootste van daarvoor. Dat lukt niet.`,
    'reason.no-trend-to-compare':
      'Er is te weinig bekend van vóór de start. Of deelnemers en anderen toen gelijk op gingen, is niet na te gaan, en dat was wel de afspraak.',
    'reason.moved-before-joining':
      'Er is al een verschil te zien voordat iemand meedeed. Dat kan het programma niet hebben gedaan, dus het verschil erna misschien ook niet.',
    'reason.moved-little-before-joining':
      'Er is al een klein verschil te zien voordat iemand meedeed. Het is zo klein dat het de conclusie niet verandert, ook niet als het er later bij kwam.',
    'reason.other-outcome-moved': (other: string) =>
      `Ook bij ${other} is een verschil te zien. Dat kan het programma niet hebben gedaan, dus het andere verschil misschien ook niet.`,
    'reason.estimators-disagree': 'Een andere, even goede rekenwijze wijst precies de andere kant op.',
    decision: 'Wat dit betekent voor het besluit',
    serves: 'Het besluit:',
    'means.worth-it':
      'Dit spreekt voor het programma. Of het ook zijn geld waard was, staat hier niet: daarvoor moet u de kosten ernaast leggen.',
    'means.helps':
      'Dit spreekt voor het programma. Maar reken niet vast op een groot verschil: hoe groot het is, blijft open.',
    'means.too-small':
      'Wat in dit onderzoek als genoeg telt, is niet gehaald. Wie toch wil doorgaan, heeft daar een andere reden voor nodig.',
    'means.harms':
      'Dit spreekt tegen doorgaan in deze vorm. Zoek eerst uit hoe het kwam dat het de verkeerde kant op werkte.',
    'means.cannot-tell':
      'Dit onderzoek geeft geen reden om door te gaan, en ook geen reden om te stoppen. “Niet te zeggen” is iets anders dan “het werkt niet”. Het besluit moet op iets anders rusten, of wachten op beter onderzoek.',
    'means.more':
      'Beter onderzoek heeft meer deelnemers, meer jaren van vóór de start, of een loting om de plaatsen.',
  },
  {
    kicker: 'Evaluation',
    invented: 'Invented example',
    inventedMore: 'The participants and the outcomes are invented. The calculation is real.',
    question: 'The question',
    'answer.worth-it': 'It helped, and by enough to matter.',
    'answer.helps': 'It helped. Whether it helped enough, we cannot tell.',
    'answer.too-small': 'If it helped at all, it helped too little to matter.',
    'answer.too-small.helps': 'It helped, but too little to matter.',
    'answer.harms': 'It worked the wrong way.',
    'answer.cannot-tell': 'Whether it helped, we cannot tell.',
    raised: (outcome, size) => `Taking part raised ${outcome} by an estimated ${size}.`,
    lowered: (outcome, size) => `Taking part lowered ${outcome} by an estimated ${size}.`,
    best: (outcome, effect) => `What did taking part do to ${outcome}? The best estimate is: ${effect}.`,
    margin: (range) => `That number is not certain: anything ${range} fits the figures. That is the margin.`,
    'rest.worth-it': (threshold) =>
      `Everything within that margin is at least ${threshold}, which is what the study counts as enough.`,
    'rest.helps': (threshold) =>
      `Everything within that margin is an improvement. But part of it falls short of what the study counts as enough: ${threshold}.`,
    'rest.too-small': (threshold) =>
      `Even the best end of that margin falls short of what the study counts as enough: ${threshold}.`,
    'rest.harms': 'Even the best end of that margin is worse than if nobody had taken part.',
    'rest.cannot-tell': (threshold) =>
      `Within it lies “it did nothing”, and also “it helped enough” (at least ${threshold}).`,
    'firstSight.worth-it': 'At first sight it helped, and by enough. Yet that is not the conclusion.',
    'firstSight.helps': 'At first sight it helped. Yet that is not the conclusion.',
    'firstSight.too-small': 'At first sight it did too little. Yet that is not the conclusion.',
    'firstSight.harms': 'At first sight it worked the wrong way. Yet that is not the conclusion.',
    'firstSight.cannot-tell': 'There is more.',
    cautious: 'This verdict is more cautious than the figures suggest at first sight.',
    'reason.rests-on-parallel-trends': (ratio) =>
      `That result rests on one assumption: that without the programme, participants and others would have moved alike. The rule was that the conclusion must survive a departure from that ${ratio === '1' ? 'as large as' : `${ratio} times`} the largest seen before. It does not.`,
    'reason.no-trend-to-compare':
      'Too little is known from before the start. Whether participants and others moved alike then cannot be checked, and the rule was that it must be.',
    'reason.moved-before-joining':
      'A difference shows before anyone took part. The programme cannot have made that one, so perhaps it did not make the later one either.',
    'reason.moved-little-before-joining':
      'A small difference shows before anyone took part. It is so small that it does not change the conclusion, even if it came on top later.',
    'reason.other-outcome-moved': (other) =>
      `There is a difference in ${other} as well. The programme cannot have made that one, so perhaps it did not make the other either.`,
    'reason.estimators-disagree': 'Another method, just as good, points exactly the other way.',
    decision: 'What this means for the decision',
    serves: 'The decision:',
    'means.worth-it':
      'This speaks for the programme. Whether it was worth its money is not answered here: for that, set the costs beside it.',
    'means.helps':
      'This speaks for the programme. But do not count on a large difference: how large it is remains open.',
    'means.too-small':
      'What the study counts as enough was not reached. To go on nevertheless takes another reason.',
    'means.harms': 'This speaks against going on in this form. First find out why it worked the wrong way.',
    'means.cannot-tell':
      'This study gives no reason to go on, and no reason to stop. “We cannot tell” is not the same as “it does not work”. The decision must rest on something else, or wait for a better study.',
    'means.more':
      'A better study has more participants, more years from before the start, or a lottery for the places.',
  },
)
