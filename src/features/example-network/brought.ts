/** What invented firms say that a step brought. */
export const BROUGHT = {
  'in-use': [
    'Minder zoeken: wij pakken nu in één keer de goede tekening.',
    'We weten eindelijk waar de machines op wachten. Dat was niet wat we dachten.',
    'Het scheelt de werkvoorbereiding ongeveer een uur per dag.',
    'De klant krijgt zijn leverdatum dezelfde middag nog.',
    'Eerst mopperde iedereen, nu wil niemand terug.',
    'Minder afkeur op de nachtploeg. Precieze cijfers hebben we nog niet.',
    'We maken meer offertes en winnen er ongeveer evenveel.',
    'De eerste maand kostte het tijd, sinds de zomer levert het op.',
  ],
  stopped: [
    'De stamgegevens klopten niet. Eerst opruimen, dan opnieuw.',
    'Onze trekker ging weg en niemand nam het over.',
    'De leverancier stopte met het pakket.',
  ],
} as const
