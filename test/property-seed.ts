import fc from 'fast-check'

/**
 * Properties are tried on the same examples each time, so that nobody's change is refused for an old fault.
 * `PROPERTY_SEED=random npm run test:quick` hunts for new ones; a number repeats what a hunt found.
 */
const asked = process.env['PROPERTY_SEED']
if (asked !== 'random') fc.configureGlobal({ seed: Number(asked ?? 20_261_123) })
