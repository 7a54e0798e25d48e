/** Levels of assurance of eHerkenning, low to high (Afsprakenstelsel Elektronische Toegangsdiensten). */
const LEVELS = ['loa1', 'loa2', 'loa2plus', 'loa3', 'loa4'].map(
  (level) => `urn:etoegang:core:assurance-class:${level}`,
)

/** Is this level at least that one? Of levels that are not eHerkenning's only the same one is. */
export function isSureEnough(acr: unknown, lowest: string): boolean {
  if (typeof acr !== 'string') return false
  if (acr === lowest) return true
  const [given, needed] = [LEVELS.indexOf(acr), LEVELS.indexOf(lowest)]
  return needed !== -1 && given >= needed
}
