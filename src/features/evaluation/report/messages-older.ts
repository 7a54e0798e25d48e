import { translator } from '#platform/i18n.ts'

/** The classic comparison before and after, and pairs. */
export const olderMessages = translator(
  {
    title: 'Twee oudere manieren',
    why: 'Alleen ter vergelijking. Deze manieren nemen elke groep apart, tegenover wie nooit meedeed.',
    'before.caption': 'Voor en na: gemiddelde verandering van de groep, min die van wie nooit meedeed',
    'before.note': 'Zonder kenmerken: groeiden deelnemers toch al harder, dan telt dat hier als effect.',
    'pairs.caption': 'Paren: elke deelnemer naast wie er het meest op lijkt',
    'pairs.what':
      'Elke deelnemer staat naast wie nooit meedeed en er op het laatste tijdstip voor de start het meest op lijkt: in uitkomst en kenmerken, samengevat in de kans om mee te doen.',
    'pairs.count': 'paren',
    'balance.caption': 'Hoe de paren op elkaar lijken (verschil in standaardafwijkingen)',
    started: 'begonnen in',
    item: 'kenmerk',
  },
  {
    title: 'Two older methods',
    why: 'For comparison only. These methods take each group on its own, against who never took part.',
    'before.caption': 'Before and after: mean change of the group, less that of who never took part',
    'before.note':
      'Without covariates: if participants were growing faster anyway, that counts as effect here.',
    'pairs.caption': 'Pairs: each participant beside the one most like it',
    'pairs.what':
      'Each participant stands beside the one that never took part and was most like it at the last time before the start: in outcome and covariates, summed up in the chance of taking part.',
    'pairs.count': 'pairs',
    'balance.caption': 'How alike the pairs are (difference in standard deviations)',
    started: 'started in',
    item: 'covariate',
  },
)
