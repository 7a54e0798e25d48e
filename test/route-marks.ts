import { linkOf, type Tenant } from './tenants.ts'

/** The secret in the private links of a tenant: 43 characters, as real ones have. */
export const tokenOf = (tenant: Tenant) => linkOf(tenant).padEnd(43, tenant)

/** What begins every word that is planted in a row of a tenant; then comes its table. */
export const MARK = 'Merkteken'
export const AMOUNT = '4861307'
/** Tables of tenants of which something stands in a text: words, or the turnover that a scan tells. */
export const marksIn = (text: string): readonly string[] => {
  const words = [...text.matchAll(/merkteken-([a-z_]+)/gi)].map(([, table = '']) => table.toLowerCase())
  const amounts = text.replace(/(?<=\d)[.,](?=\d{3})/g, '').includes(AMOUNT) ? ['scan'] : []
  return [...new Set([...words, ...amounts])].toSorted()
}
