import { appoint } from '#features/identity/index.ts'
import { asActor, systemActor } from '#platform/actor.ts'
import { inTransaction } from '#platform/one-transaction.ts'
import { markInvented } from '#platform/invented.ts'
import { BUREAU, organisationId } from './cast.ts'
import { done, type Filling } from './filling.ts'
import { HUBS, LABS } from './network-data.ts'
import { insertAccounts, insertOrganisations } from './repository.ts'

/** The mark first, and then hubs, fieldlabs and the bureau, with whoever works for them. */
export async function makeOrganisations({ ctx, cast, seed, year }: Filling): Promise<void> {
  await inTransaction(ctx.db, (tx) => markInvented(tx, seed, new Date(year.until)))
  await asActor(ctx.db, systemActor('administrator'), async (tx) => {
    await insertOrganisations(tx, ORGANISATIONS)
    const people = [
      ...cast.colleagues.map(({ accountId, email, name }) => ({ accountId, email, name, arrives: 0 })),
      ...cast.firms.map(({ accountId, email, person: name, arrives }) => ({
        accountId,
        email,
        name,
        arrives,
      })),
    ]
    const accounts = people.map(({ accountId: id, email, name, arrives }) => ({
      ...{ id, email, name, language: 'nl' as const },
      createdAt: new Date(year.from + arrives * (year.until - year.from)),
    }))
    await insertAccounts(tx, accounts)
  })
  for (const { email, kind, slug } of cast.colleagues) {
    const isOfOne = kind === 'adviser' || kind === 'coordinator'
    done(await appoint(ctx, 'server', { email, kind, organisation: isOfOne ? slug : undefined }))
  }
}

const ORGANISATIONS = [
  {
    id: organisationId(BUREAU),
    kind: 'bureau' as const,
    slug: BUREAU,
    name: 'Bureau van het voorbeeldnetwerk',
  },
  ...HUBS.map(({ id, name }) => ({ id: organisationId(id), kind: 'hub' as const, slug: id, name })),
  ...LABS.map(({ id, name }) => ({ id: organisationId(id), kind: 'fieldlab' as const, slug: id, name })),
]
