/** A row per unit and time that should be there; `seen` is 1 where its outcome is known. `first` as in a study. */
export type Presence = Readonly<{
  unit: Int32Array
  time: Int32Array
  first: Int32Array
  seen: Uint8Array
}>
