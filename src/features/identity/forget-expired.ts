import type { Task } from '#platform/jobs/task.ts'
import { removeExpired } from './repository.ts'

/** Sessions, links, visits to a provider and counts that are over. */
export const forgetExpired: Task = {
  name: 'identity-forget',
  everyMinutes: 60,
  run: async ({ db, now }) => {
    await removeExpired(db, now())
  },
}
