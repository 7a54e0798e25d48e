/** Room for at least `needed` numbers; twice as much as before when it grows. */
export function roomFor<A extends Uint8Array | Uint32Array | Int32Array | Float32Array>(
  array: A,
  needed: number,
): A {
  if (needed <= array.length) return array
  const Kind = array.constructor as new (length: number) => A
  const larger = new Kind(Math.max(needed, array.length * 2))
  larger.set(array)
  return larger
}
