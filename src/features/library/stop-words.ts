/** Words that say nothing of what somebody looks for: small words, question words, and what everybody writes. */
const WORDS = `
de het een en of maar want dus ook nog al er hier daar dan toen als om te in op aan uit van voor door met zonder bij naar
over onder tot tegen tussen na per tijdens via ik jij je u uw wij we ons onze mij me mijn hij zij ze hem haar hun hen men
iemand iedereen niemand iets niets alles wat wie waar wanneer waarom hoe welk welke hoeveel wel niet geen ja nee is zijn
ben bent was waren wordt worden werd heb hebt heeft hebben had kan kun kunt kunnen kon moet moeten mag mogen wil wilt
willen zou zouden zal zullen ga gaat gaan doe doet doen maak maakt laat laten kom komt die dat deze dit zo zelf zelfs
heel erg zeer veel meer meest minder te toch nu straks steeds altijd nooit vaak weer even eens graag goed beter beste
nieuw nieuwe eigen ander andere alle elk elke hele snel s t n zn m n h staat staan zit zitten ligt liggen loopt lopen keer weg hoog hoge laag veel duur lang lange
iemands hele bijvoorbeeld etc enz weet weten bestaat zoals
the a an of to in on for with and or is are was be do does how what which who where when why can could should i we my our
you your it this that from at by as not no
`
const STOP_WORDS: ReadonlySet<string> = new Set(WORDS.split(/\s+/).filter((word) => word !== ''))

export const isStopWord = (word: string): boolean => STOP_WORDS.has(word)
