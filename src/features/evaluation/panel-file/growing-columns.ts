/** Columns of one length that grow together; made for as many rows as are expected. */
export type GrowingColumns = {
  rows: number
  room: number
  unit: Int32Array<ArrayBuffer>
  time: Int32Array<ArrayBuffer>
  first: Int32Array<ArrayBuffer>
  cluster: Int32Array<ArrayBuffer>
  numbers: Float64Array<ArrayBuffer>[]
}

export function growingColumns(room: number, numbers: number, hasCluster: boolean): GrowingColumns {
  return {
    rows: 0,
    room,
    unit: new Int32Array(room),
    time: new Int32Array(room),
    first: new Int32Array(room),
    cluster: new Int32Array(hasCluster ? room : 0),
    numbers: Array.from({ length: numbers }, () => new Float64Array(room)),
  }
}

export function makeRoom(columns: GrowingColumns, rows: number): void {
  if (rows > columns.room) resize(columns, Math.ceil(rows * 1.25))
}

/** Gives back the room that is left. */
export const trim = (columns: GrowingColumns): void => resize(columns, columns.rows)

function resize(columns: GrowingColumns, room: number): void {
  const ints = (old: Int32Array<ArrayBuffer>) => new Int32Array(old.buffer.transfer(room * 4))
  columns.unit = ints(columns.unit)
  columns.time = ints(columns.time)
  columns.first = ints(columns.first)
  if (columns.cluster.length > 0) columns.cluster = ints(columns.cluster)
  columns.numbers = columns.numbers.map((old) => new Float64Array(old.buffer.transfer(room * 8)))
  columns.room = room
}

/** Whole numbers that grow one by one. */
export type GrowingList = { length: number; items: Int32Array<ArrayBuffer> }

export const growingList = (): GrowingList => ({ length: 0, items: new Int32Array(256) })

export function push(list: GrowingList, value: number): void {
  if (list.length === list.items.length)
    list.items = new Int32Array(list.items.buffer.transfer(list.length * 8))
  list.items[list.length++] = value
}

export const listed = ({ items, length }: GrowingList): Int32Array<ArrayBuffer> => items.slice(0, length)
