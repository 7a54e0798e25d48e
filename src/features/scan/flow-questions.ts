import type { FlowId } from '#engine/flows/flow.ts'
import type { Language } from '#platform/i18n.ts'

/** Questions about flows for which the data have none: only core flows must have one there. */
const QUESTIONS: Readonly<Record<FlowId, readonly [nl: string, en: string]>> = {
  F01: [
    'Hoe komt een aanvraag met tekening van uw klant bij wie de prijs berekent?',
    'How does a customer’s request with its drawing reach whoever works out the price?',
  ],
  F02: ['Hoe krijgt uw klant uw offerte?', 'How does your customer receive your quotation?'],
  F05: [
    'Hoe hoort u wat uw klanten de komende maanden gaan bestellen?',
    'How do you hear what your customers will order in the coming months?',
  ],
  F08: [
    'Hoe bevestigt uw leverancier een bestelling en de leverdatum?',
    'How does your supplier confirm an order and its delivery date?',
  ],
  F09: [
    'Hoe weet uw magazijn vooraf welke levering eraan komt?',
    'How does your warehouse know beforehand which delivery is coming?',
  ],
  F10: [
    'Hoe krijgt u certificaten en meetrapporten bij uw materiaal?',
    'How do you receive certificates and measurement reports with your material?',
  ],
  F11: ['Hoe weet uw klant wat er onderweg is?', 'How does your customer know what is on its way?'],
  F12: ['Hoe komt uw factuur bij uw klant?', 'How does your invoice reach your customer?'],
  F13: [
    'Hoe komen bewerkingstijden en kosten bij wie uw offertes maakt?',
    'How do process times and costs reach whoever makes your quotations?',
  ],
  F16: [
    'Hoe komen programma’s en instellingen op uw machines?',
    'How do programs and settings get onto your machines?',
  ],
  F17: ['Hoe komen werkinstructies op de werkvloer?', 'How do work instructions reach the shop floor?'],
  F18: [
    'Hoe hoort de planning welke orders gemaakt mogen worden?',
    'How does planning learn which orders may be made?',
  ],
  F22: [
    'Hoe weet de planning hoe lang een machine echt over het werk doet?',
    'How does planning know how long a machine really takes?',
  ],
  F23: [
    'Hoe weet inkoop welk materiaal er nodig is, en wanneer?',
    'How does purchasing know which material is needed, and when?',
  ],
  F24: ['Hoe weet de planning wat er op voorraad ligt?', 'How does planning know what is in stock?'],
  F25: [
    'Hoe hoort het magazijn wat klaar is en welk materiaal is verbruikt?',
    'How does the warehouse learn what is finished and which material was used?',
  ],
  F26: [
    'Hoe komen meetwaarden uit de productie bij wie de kwaliteit bewaakt?',
    'How do measurements from production reach whoever guards quality?',
  ],
  F27: [
    'Hoe hoort de productie of iets is goedgekeurd of afgekeurd?',
    'How does production hear whether something is released or rejected?',
  ],
  F28: [
    'Hoe horen uw ontwerpers welke fouten bij de controle zijn gevonden?',
    'How do your designers hear which defects inspection has found?',
  ],
  F29: [
    'Hoe weet u dat een machine onderhoud nodig heeft?',
    'How do you know that a machine needs maintenance?',
  ],
  F32: [
    'Hoe krijgt uw product bij de klant nieuwe software of instellingen?',
    'How does your product at the customer’s get new software or settings?',
  ],
  F33: [
    'Hoe horen uw ontwerpers wat de service bij klanten tegenkomt?',
    'How do your designers hear what service runs into at customers?',
  ],
  F34: [
    'Hoe hoort de administratie hoeveel een product is gebruikt, om het te kunnen rekenen?',
    'How do the accounts learn how much a product was used, to bill for it?',
  ],
  F35: [
    'Hoe krijgt uw klant digitale gegevens bij uw product, zoals een handleiding?',
    'How does your customer get digital data with your product, such as a manual?',
  ],
  F36: [
    'Hoe weet het magazijn welke onderdelen de service straks nodig heeft?',
    'How does the warehouse know which parts service will soon need?',
  ],
}

/** In our words; undefined for a flow we have none for. */
export const flowQuestion = (id: FlowId, language: Language): string | undefined =>
  QUESTIONS[id]?.[language === 'nl' ? 0 : 1]
