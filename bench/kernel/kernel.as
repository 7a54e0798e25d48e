// The scenario kernel of kernel.c in AssemblyScript: two scenarios at a time (f64x2), no branch on a scenario.
// The block lies at the start of memory, laid out as layout.ts says; the number of scenarios is even.

const HOLDS: usize = 8
const METALOGS: usize = 40
const METALOG: usize = 12
const CDF: usize = 200
const QUANTILE: usize = 3600
const SUMS: usize = 7800
const MOMENTS: usize = 7900
const COLUMNS: usize = 8000
const START: usize = 65536

const ABILITY: usize = 0
const U_FAILURE: usize = 1
const U_COST: usize = 2
const U_DELAY: usize = 3
const U_RAMP: usize = 4
const UNITS: usize = 10
const BASE: usize = 14
const CASH_PER_EUR: usize = 17
const LEFT: usize = 20
const REALISED: usize = 21
const PROJECT: usize = 22
const MISSING: usize = 23
const BARRIERS: usize = 24
const IN_USE: usize = 25
const FAILURE: usize = 26
const PRICE: usize = 27
const MONTHS: usize = 31
const RAMP: usize = 32
const LIFE: usize = 33
const LOSS: usize = 34
const FRACTION: usize = 35
const NET_PRESENT_VALUE: usize = 38
const LOWEST: usize = 39
const COST_U: usize = 40
const DELAY_U: usize = 41
const LOGIT: usize = 42

// @ts-ignore: decorator
@inline function at(index: usize): usize { return START + (index << 3) }
// @ts-ignore: decorator
@inline function number(index: usize): f64 { return load<f64>(at(index)) }
// @ts-ignore: decorator
@inline function all(x: f64): v128 { return f64x2.splat(x) }

/** exp for |x| < 700: fdlibm's rational approximation, below one unit in the last place. */
// @ts-ignore: decorator
@inline function exp(x: v128): v128 {
  const shifted = f64x2.add(f64x2.mul(x, all(1.4426950408889634)), all(6755399441055744.0))
  const k = f64x2.sub(shifted, all(6755399441055744.0))
  const hi = f64x2.sub(x, f64x2.mul(k, all(6.93147180369123816490e-1)))
  const lo = f64x2.mul(k, all(1.90821492927058770002e-10))
  const r = f64x2.sub(hi, lo)
  const t = f64x2.mul(r, r)
  let p = f64x2.add(f64x2.mul(t, all(4.13813679705723846039e-8)), all(-1.65339022054652515390e-6))
  p = f64x2.add(f64x2.mul(t, p), all(6.61375632143793436117e-5))
  p = f64x2.add(f64x2.mul(t, p), all(-2.77777777770155933842e-3))
  p = f64x2.add(f64x2.mul(t, p), all(1.66666666666666019037e-1))
  const c = f64x2.sub(r, f64x2.mul(t, p))
  const q = f64x2.div(f64x2.mul(r, c), f64x2.sub(all(2), c))
  const y = f64x2.sub(all(1), f64x2.sub(f64x2.sub(lo, q), hi))
  return f64x2.mul(y, i64x2.shl(i64x2.add(shifted, i64x2.splat(1023)), 52))
}

/** ln for normal x > 0: fdlibm's approximation, below one unit in the last place. */
// @ts-ignore: decorator
@inline function log(x: v128): v128 {
  const bits = i64x2.add(x, i64x2.splat(0x3ff0000000000000 - 0x3fe6a09e00000000))
  const biased = v128.or(i64x2.shr_u(bits, 52), i64x2.splat(0x4330000000000000))
  const k = f64x2.sub(biased, all(4503599627370496.0 + 1023.0))
  const mantissa = v128.and(bits, i64x2.splat(0x000fffffffffffff))
  const f = f64x2.sub(i64x2.add(mantissa, i64x2.splat(0x3fe6a09e00000000)), all(1))
  const s = f64x2.div(f, f64x2.add(all(2), f))
  const z = f64x2.mul(s, s)
  const w = f64x2.mul(z, z)
  let even = f64x2.add(f64x2.mul(w, all(1.531383769920937332e-1)), all(2.222219843214978396e-1))
  even = f64x2.mul(w, f64x2.add(f64x2.mul(w, even), all(3.999999999940941908e-1)))
  let odd = f64x2.add(f64x2.mul(w, all(1.479819860511658591e-1)), all(1.818357216161805012e-1))
  odd = f64x2.add(f64x2.mul(w, odd), all(2.857142874366239149e-1))
  odd = f64x2.mul(z, f64x2.add(f64x2.mul(w, odd), all(6.666666666666735130e-1)))
  const half = f64x2.mul(all(0.5), f64x2.mul(f, f))
  const small = f64x2.add(f64x2.mul(s, f64x2.add(half, f64x2.add(even, odd))), f64x2.mul(k, all(1.90821492927058770002e-10)))
  return f64x2.add(f64x2.add(f64x2.sub(small, half), f), f64x2.mul(k, all(6.93147180369123816490e-1)))
}

// @ts-ignore: decorator
@inline function polynomial(c0: f64, c1: f64, c2: f64, c3: f64, c4: f64, c5: f64, c6: f64, c7: f64, x: f64): f64 {
  return ((((((c0 * x + c1) * x + c2) * x + c3) * x + c4) * x + c5) * x + c6) * x + c7
}

/** Wichura 1988, AS 241, for a share below 1/32 or above 31/32. */
function tailScore(share: f64): f64 {
  const r = Math.sqrt(-Math.log(share < 0.5 ? share : 1 - share))
  const x = r - 1.6
  const y = r - 5
  const z = r <= 5
    ? polynomial(7.7454501427834140764e-4, 0.0227238449892691845833, 0.24178072517745061177, 1.27045825245236838258, 3.64784832476320460504, 5.7694972214606914055, 4.6303378461565452959, 1.42343711074968357734, x) /
      polynomial(1.05075007164441684324e-9, 5.475938084995344946e-4, 0.0151986665636164571966, 0.14810397642748007459, 0.68976733498510000455, 1.6763848301838038494, 2.05319162663775882187, 1, x)
    : polynomial(2.01033439929228813265e-7, 2.71155556874348757815e-5, 0.0012426609473880784386, 0.026532189526576123093, 0.29656057182850489123, 1.7848265399172913358, 5.4637849111641143699, 6.6579046435011037772, y) /
      polynomial(2.04426310338993978564e-15, 1.4215117583164458887e-7, 1.8463183175100546818e-5, 7.868691311456132591e-4, 0.0148753612908506148525, 0.13692988092273580531, 0.59983220655588793769, 1, y)
  return share < 0.5 ? -z : z
}

/** The normal distribution beyond 6.5: the first terms of its asymptotic series, to 1e-15. */
function farCdf(z: f64): f64 {
  const size = Math.abs(z)
  const v = 1 / (size * size)
  const tail = (Math.exp(-0.5 * z * z) * 0.3989422804014327 / size) * (1 - v * (1 - v * (3 - v * (15 - v * 105))))
  return z < 0 ? tail : 1 - tail
}

// @ts-ignore: decorator
@inline function interpolated(table: usize, place: f64): f64 {
  const cell = i32(place)
  const t = place - f64(cell)
  const c = at(table + (<usize>cell << 2))
  return load<f64>(c) + t * (load<f64>(c, 8) + t * (load<f64>(c, 16) + t * load<f64>(c, 24)))
}

// @ts-ignore: decorator
@inline function factorUniform(factor: f64, own: f64, onFactor: f64, onOwn: f64): f64 {
  const score = own > 0.03125 && own < 0.96875
    ? interpolated(QUANTILE, (own - 0.03125) * (1024 / 0.9375))
    : tailScore(own)
  const z = onFactor * factor + onOwn * score
  const u = z > -6.5 && z < 6.5 ? interpolated(CDF, (z + 6.5) * 64) : farCdf(z)
  return Math.min(Math.max(u, 1.1102230246251565e-16), 0.9999999999999999)
}

function factorUniforms(own: usize, out: usize, n: usize): void {
  const rho = number(1)
  const onFactor = Math.sqrt(rho)
  const onOwn = Math.sqrt(1 - rho)
  const ability = at(COLUMNS + ABILITY * n)
  for (let i: usize = 0; i < n << 3; i += 8) {
    store<f64>(out + i, factorUniform(load<f64>(ability + i), load<f64>(own + i), onFactor, onOwn))
  }
}

function fillLogits(u: usize, out: usize, n: usize): void {
  for (let i: usize = 0; i < n << 3; i += 16) {
    const x = v128.load(u + i)
    v128.store(out + i, log(f64x2.div(x, f64x2.sub(all(1), x))))
  }
}

function fillQuantiles(metalog: usize, logit: usize, u: usize, out: usize, n: usize): void {
  const m = METALOGS + metalog * METALOG
  const scale = number(m)
  const lower = all(number(m + 1))
  const upper = all(number(m + 2))
  const isClamped = number(m + 3) != 0
  const hasTail = number(m + 9) != 0
  for (let i: usize = 0; i < n << 3; i += 16) {
    const x = v128.load(u + i)
    const slope = f64x2.add(
      v128.bitselect(all(number(m + 5)), all(number(m + 6)), f64x2.lt(x, all(0.5))),
      f64x2.mul(all(number(m + 7)), f64x2.sub(x, all(0.5))),
    )
    let value = f64x2.add(all(number(m + 4)), f64x2.mul(slope, v128.load(logit + i)))
    if (scale == 1) value = f64x2.add(lower, exp(value))
    else if (scale == 2) {
      value = f64x2.add(lower, f64x2.div(f64x2.sub(upper, lower), f64x2.add(all(1), exp(f64x2.neg(value)))))
    }
    if (isClamped) value = f64x2.pmin(f64x2.pmax(value, lower), upper)
    if (hasTail) {
      const isTail = f64x2.gt(x, all(0.9))
      if (v128.any_true(isTail)) {
        const rise = exp(f64x2.mul(all(number(m + 10)), log(f64x2.mul(all(10), f64x2.sub(all(1), x)))))
        value = v128.bitselect(f64x2.mul(all(number(m + 8)), f64x2.pmin(all(number(m + 11)), rise)), value, isTail)
      }
    }
    v128.store(out + i, value)
  }
}

function wholeMonths(values: usize, factor: f64, n: usize): void {
  for (let i: usize = 0; i < n << 3; i += 16) {
    const months = f64x2.floor(f64x2.add(f64x2.mul(v128.load(values + i), all(factor)), all(0.5)))
    v128.store(values + i, f64x2.pmax(all(1), months))
  }
}

// @ts-ignore: decorator
@inline function column(c: usize, n: usize): usize { return at(COLUMNS + c * n) }

/** Draws all quantities of the step. */
export function draw(): void {
  const n = <usize>number(0)
  factorUniforms(column(U_FAILURE, n), column(FAILURE, n), n)
  factorUniforms(column(U_COST, n), column(COST_U, n), n)
  factorUniforms(column(U_DELAY, n), column(DELAY_U, n), n)
  const logit = column(LOGIT, n)
  fillLogits(column(COST_U, n), logit, n)
  for (let k: usize = 0; k < 4; k++) fillQuantiles(k, logit, column(COST_U, n), column(PRICE + k, n), n)
  fillLogits(column(DELAY_U, n), logit, n)
  fillQuantiles(4, logit, column(DELAY_U, n), column(MONTHS, n), n)
  for (let k: usize = 1; k < 7; k++) {
    const u = column(U_RAMP + k - 1, n)
    fillLogits(u, logit, n)
    fillQuantiles(4 + k, logit, u, column(MONTHS + k, n), n)
  }
  wholeMonths(column(MONTHS, n), 1, n)
  wholeMonths(column(RAMP, n), 1, n)
  wholeMonths(column(LIFE, n), 12, n)
}

// @ts-ignore: decorator
@inline function gathered(table: usize, months: v128): v128 {
  const first = number(table + <usize>i32(f64x2.extract_lane(months, 0)))
  return f64x2.replace_lane(all(first), 1, number(table + <usize>i32(f64x2.extract_lane(months, 1))))
}

/** n (n + 1) / 2 */
// @ts-ignore: decorator
@inline function triangle(n: v128): v128 { return f64x2.mul(f64x2.mul(n, f64x2.add(n, all(1))), all(0.5)) }

/** Value and deepest point of cash of the step at the firm. */
export function value(): void {
  const n = <usize>number(0)
  const horizon = all(number(2))
  const perSlot = number(3)
  const zero = all(0)
  const one = all(1)
  const from = column(0, n)
  const wide = n << 3
  for (let i: usize = 0; i < wide; i += 16) {
    const p = from + i
    const ownHours = f64x2.mul(v128.load(p + (UNITS + 1) * wide), v128.load(p + (PRICE + 1) * wide))
    const realised = v128.load(p + REALISED * wide)
    const unpaid = f64x2.sub(one, realised)
    const perMonth = f64x2.div(v128.load(p + PROJECT * wide), all(perSlot))
    const needed = v128.and(f64x2.ceil(f64x2.div(ownHours, perMonth)), f64x2.gt(perMonth, zero))
    const months = f64x2.pmax(v128.load(p + MONTHS * wide), needed)
    const key = f64x2.add(f64x2.mul(v128.load(p + MISSING * wide), all(7)), v128.load(p + BARRIERS * wide))
    const fails = f64x2.gt(v128.load(p + FAILURE * wide), gathered(HOLDS, key))
    const share = v128.bitselect(v128.load(p + LOSS * wide), one, fails)
    const invoice = f64x2.mul(v128.load(p + UNITS * wide), v128.load(p + PRICE * wide))
    const cash = f64x2.mul(f64x2.div(f64x2.add(invoice, f64x2.mul(ownHours, realised)), months), share)
    const hours = f64x2.mul(f64x2.div(f64x2.mul(ownHours, unpaid), months), share)
    const end = f64x2.pmin(months, horizon)
    const sumsEnd = gathered(SUMS, end)
    const paid = f64x2.neg(f64x2.mul(f64x2.add(cash, hours), sumsEnd))
    const spent = f64x2.neg(f64x2.mul(cash, end))

    const running = f64x2.div(f64x2.mul(v128.load(p + (UNITS + 3) * wide), v128.load(p + (PRICE + 3) * wide)), all(12))
    const bill = f64x2.div(f64x2.mul(v128.load(p + (UNITS + 2) * wide), v128.load(p + (PRICE + 2) * wide)), all(12))
    const cost = f64x2.add(bill, f64x2.mul(running, realised))
    const ramp = v128.load(p + RAMP * wide)
    const left = v128.load(p + LEFT * wide)
    let gain = zero
    for (let f: usize = 0; f < 3; f++) {
      const fraction = f64x2.pmin(one, f64x2.mul(v128.load(p + (FRACTION + f) * wide), left))
      const saved = f64x2.mul(v128.load(p + (BASE + f) * wide), fraction)
      gain = f64x2.add(gain, f64x2.div(f64x2.mul(saved, v128.load(p + (CASH_PER_EUR + f) * wide)), all(12)))
    }
    const until = f64x2.pmin(f64x2.add(end, v128.load(p + LIFE * wide)), horizon)
    const top = f64x2.pmin(f64x2.add(end, ramp), until)
    const sumsTop = gathered(SUMS, top)
    const sumsUntil = gathered(SUMS, until)
    const steps = f64x2.sub(
      f64x2.sub(gathered(MOMENTS, top), gathered(MOMENTS, end)),
      f64x2.mul(f64x2.sub(end, one), f64x2.sub(sumsTop, sumsEnd)),
    )
    const slope = f64x2.div(gain, ramp)
    const grown = f64x2.mul(slope, f64x2.add(steps, f64x2.mul(f64x2.sub(top, end), f64x2.sub(sumsUntil, sumsTop))))
    const costs = f64x2.mul(f64x2.add(cost, f64x2.mul(running, unpaid)), f64x2.sub(sumsUntil, sumsEnd))

    const inUse = f64x2.sub(until, end)
    const losing = f64x2.pmax(zero, f64x2.pmin(f64x2.sub(f64x2.ceil(f64x2.div(cost, slope)), one), inUse))
    const early = f64x2.sub(f64x2.mul(slope, triangle(losing)), f64x2.mul(cost, losing))
    const growing = f64x2.pmin(ramp, inUse)
    const gained = f64x2.mul(slope, f64x2.add(triangle(growing), f64x2.mul(growing, f64x2.sub(inUse, growing))))
    const last = f64x2.pmin(zero, f64x2.sub(gained, f64x2.mul(cost, inUse)))
    const isGaining = v128.and(f64x2.gt(gain, cost), f64x2.ge(gain, zero))
    const dip = v128.bitselect(early, last, isGaining)

    const present = f64x2.add(paid, v128.andnot(f64x2.sub(grown, costs), fails))
    const lowest = f64x2.add(spent, v128.andnot(dip, fails))
    const isThere = f64x2.eq(v128.load(p + IN_USE * wide), one)
    v128.store(p + NET_PRESENT_VALUE * wide, v128.andnot(present, isThere))
    v128.store(p + LOWEST * wide, v128.andnot(lowest, isThere))
  }
}

/** For measuring: exp, ln and one metalog at a single point. */
export function expAt(x: f64): f64 { return f64x2.extract_lane(exp(all(x)), 0) }
export function logAt(x: f64): f64 { return f64x2.extract_lane(log(all(x)), 0) }
