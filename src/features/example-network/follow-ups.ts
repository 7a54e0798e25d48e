/* What is said after the first answer; fits whatever was asked. Invented. */

/** What an asker adds, and what the adviser answers to it. */
export const FOLLOW_UPS: readonly (readonly [more: string, answer: string])[] = [
  [
    'Dank, dat helpt. Kan er iemand een keer langskomen om mee te kijken?',
    'Dat kan. Wij bellen u deze week voor een afspraak; een uur bij u op de vloer is genoeg.',
  ],
  [
    'Wij hebben het geprobeerd en lopen vast op de eerste stap. Wat nu?',
    'Stuur ons wat u tot nu toe hebt, dan kijken we waar het stokt. Vaak is het een afspraak die nog ontbreekt en geen techniek.',
  ],
  [
    'Onze leverancier zegt iets anders. Wie van u heeft er gelijk?',
    'Mogelijk allebei: hij rekent met zijn eigen pakket. Vraag hem om een klant van uw grootte die u mag bellen.',
  ],
  [
    'Geldt dit ook als wij maar met zeven mensen zijn?',
    'Ja, maar neem de kleinste uitvoering en begin met één machine of één product.',
  ],
  [
    'Hoe lang duurt het ongeveer voordat wij er iets van merken?',
    'De meeste bedrijven merken iets na twee tot drie maanden. Spreek vooraf af waaraan u dat wilt zien.',
  ],
  [
    'Is er ook een bedrijf dat dit al gedaan heeft en dat wij mogen bellen?',
    'Wij vragen het na. Zodra een bedrijf ja zegt, krijgt u allebei een bericht.',
  ],
]

/** Notes among colleagues. */
export const NOTES: readonly string[] = [
  'Gebeld, liet een bericht achter. Probeer het morgen voor tien uur nog eens.',
  'Zelfde vraag als vorige maand van een bedrijf in de buurt; zie het artikel daarover.',
  'Wil graag een bezoek. Past bij de proefdag van volgende maand.',
  'Heeft de scan al gedaan, advies is gedeeld met ons.',
  'Is vooral op zoek naar geld; regeling uitgelegd.',
  'Praktische ondernemer, houdt van kort. Liever bellen dan mailen.',
  'Collega vragen die hier meer van weet.',
]

/** Why a case goes to another hub. */
export const REASONS: readonly string[] = [
  'Het bedrijf heeft zijn fabriek in uw regio; wij kennen alleen het verkoopkantoor.',
  'Bij u is een fieldlab dat hier dagelijks mee werkt.',
  'De vraag gaat over een regeling van uw provincie.',
  'Het bedrijf kent u al van een bezoek, en bleef daar graag.',
]

/** To somebody who asked the same twice. */
export const ASKED_TWICE =
  'U had deze vraag twee keer gesteld; wij hebben er één gesprek van gemaakt. U bent dus niets kwijt.'
