import { AsyncLocalStorage } from 'node:async_hooks'

/** What the frame of a page shows of who looks at it. `isInvented`: at an invented network, which every page says. */
export type Visitor = Readonly<{ isSignedIn: boolean; isInvented?: boolean }>

const NOBODY: Visitor = { isSignedIn: false }
const visitors = new AsyncLocalStorage<Visitor>()

/** Pages made inside `work` are for this visitor; so no page has to hand it on to its frame. */
export const forVisitor = <T>(visitor: Visitor, work: () => T): T => visitors.run(visitor, work)

export const currentVisitor = (): Visitor => visitors.getStore() ?? NOBODY
