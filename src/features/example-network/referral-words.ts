/* What is said with referrals; invented. */

/** Why it fits, told by the adviser. */
export const REFER_REASONS: readonly string[] = [
  'Dit is de eerste stap in uw advies. Hier kunt u het proberen voordat u iets koopt.',
  'U vroeg wie dit al eens van dichtbij heeft gezien. Daar kunt u terecht.',
  'Uw advies noemt deze stap, en de proef kost weinig. Neem gerust iemand van de werkvloer mee.',
  'Zij deden dit bij een bedrijf van uw grootte en weten waar het in de praktijk op vastloopt.',
]

/** What came of it, told by the firm. */
export const TOLD_BY_FIRM: readonly string[] = [
  'Wij weten nu dat het bij ons kan. De offerte ligt er.',
  'De proef liet zien dat onze serie te klein is. Dat scheelt een verkeerde aankoop.',
  'Na het gesprek zijn we anders begonnen dan we van plan waren. Dat was goed.',
  'Het draait sinds een maand naast het oude. We zetten het oude binnenkort uit.',
  'Wij hebben het uitgesteld tot na de zomer, maar weten wat er eerst moet gebeuren.',
]

/** The same by the fieldlab. */
export const TOLD_BY_LAB: readonly string[] = [
  'Twee dagen gedaan met hun eigen product. Ze gaan door, met onze opstelling als voorbeeld.',
  'Techniek past. Eerst moeten de stamgegevens op orde; dat hebben we gezegd.',
  'Goede proef. Het bedrijf besloot het niet te doen, en dat was de juiste keuze.',
  'Twee operators meegedraaid. Zij kunnen het nu zonder ons.',
]

/** What a firm did, as it tells others who may call. */
export const PEER_DID: readonly string[] = [
  'Klein begonnen met één machine, na een half jaar de rest. Ik vertel graag wat er misging.',
  'Met twee mensen van de werkvloer ingevoerd, zonder adviseur in huis.',
  'Eerste poging mislukt, tweede gelukt. Over allebei valt iets te zeggen.',
  'Loopt nu een jaar. Ik laat de cijfers zien, ook die van de eerste maanden.',
]
