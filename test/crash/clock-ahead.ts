/*
 * Loaded before a process of Schakel (`node --import`): its clock is CLOCK_AHEAD_MS ahead, and runs CLOCK_SPEED times as
 * fast. Timers run as usual.
 */

const aheadMs = Number(process.env['CLOCK_AHEAD_MS'] ?? 0)
const speed = Number(process.env['CLOCK_SPEED'] ?? 1)
const RealDate = Date
const begun = RealDate.now()
const now = () => begun + aheadMs + (RealDate.now() - begun) * speed

globalThis.Date = new Proxy(RealDate, {
  construct: (target, args, newTarget) =>
    Reflect.construct(
      target,
      args.length === 0 ? [now()] : args,
      newTarget === globalThis.Date ? target : newTarget,
    ),
  get: (target, name) => (name === 'now' ? now : Reflect.get(target, name)),
})
