import type { FlowId, FunctionId } from '#engine/flows/flow.ts'

/** Across for a wide screen and paper, upright for a phone. */
export type Orientation = 'landscape' | 'upright'

/** Middle of a box. */
export type Place = Readonly<{ x: number; y: number }>

/**
 * Where a flow leaves and enters: a side of the box (Top, Right, Bottom, Left) and the distance from the
 * middle of that side, to the right or down. Between the two it turns at the lanes, which are x and y in turn.
 */
export type Port = `${'T' | 'R' | 'B' | 'L'}${number}`
export type Route = readonly [leaves: Port, enters: Port, ...lanes: number[]]

/** The same places for every firm, so that two firms can be compared at a glance. Units: CSS pixels. */
export type Layout = Readonly<{
  box: Readonly<{ width: number; height: number }>
  fontSize: number
  markSize: number // font size of words beside a link
  places: Readonly<Record<FunctionId, Place>>
  routes: Readonly<Record<FlowId, Route>>
}>

const landscapePlace = (column: number, row: number): Place => ({ x: 72 + 216 * column, y: 70 + 108 * row })
const uprightPlace = (column: number, row: number): Place => ({ x: 52 + 120 * column, y: 46 + 112 * row })

const landscape: Layout = {
  box: { width: 132, height: 48 },
  fontSize: 16,
  markSize: 13,
  places: {
    customer: landscapePlace(0, 2),
    supplier: landscapePlace(0, 3),
    quotation: landscapePlace(1, 0),
    engineering: landscapePlace(1, 1),
    sales: landscapePlace(1, 2),
    purchasing: landscapePlace(1, 3),
    'work-preparation': landscapePlace(2, 1),
    planning: landscapePlace(2, 2),
    warehouse: landscapePlace(2, 3),
    service: landscapePlace(3, 0),
    machines: landscapePlace(3, 1),
    production: landscapePlace(3, 2),
    quality: landscapePlace(3, 3),
    'product-in-field': landscapePlace(4, 0),
    finance: landscapePlace(4, 2),
    logistics: landscapePlace(4, 3),
  },
  routes: {
    F01: ['T-10', 'L8'],
    F02: ['L-8', 'T-30'],
    F03: ['R-11', 'L-11'],
    F04: ['L11', 'R11'],
    F05: ['B50', 'B-40', 324],
    F06: ['T30', 'L0'],
    F07: ['L0', 'R0'],
    F08: ['R16', 'L16'],
    F09: ['B20', 'B-10', 436],
    F10: ['B0', 'B0', 450],
    F11: ['T20', 'B-20', 350],
    F12: ['B-20', 'B10', 337],
    F13: ['T-20', 'R8'],
    F14: ['R-12', 'L12', 396],
    F15: ['R0', 'L0'],
    F16: ['R0', 'L0'],
    F17: ['B10', 'T-30', 222],
    F18: ['R2', 'L2'],
    F19: ['R-11', 'L-11'],
    F20: ['L11', 'R11'],
    F21: ['B0', 'T0'],
    F22: ['B-50', 'T30', 240],
    F23: ['L18', 'R-8', 400],
    F24: ['T10', 'B10'],
    F25: ['L21', 'R-8', 612],
    F26: ['B-11', 'T-11'],
    F27: ['T11', 'B11'],
    F28: ['T-40', 'R18', 361, 414],
    F29: ['T0', 'B0'],
    F30: ['R0', 'L0'],
    F31: ['L0', 'R0'],
    F32: ['R16', 'L16'],
    F33: ['L-8', 'R-14', 376],
    F34: ['B0', 'T0'],
    F35: ['L-14', 'T10'],
    F36: ['L10', 'R-19', 592],
  },
}

const upright: Layout = {
  box: { width: 94, height: 44 },
  fontSize: 14,
  markSize: 12,
  places: {
    quotation: uprightPlace(0, 0.5),
    purchasing: uprightPlace(0, 1.5),
    supplier: uprightPlace(0, 2.5),
    warehouse: uprightPlace(0, 3.5),
    quality: uprightPlace(0, 4.5),
    customer: uprightPlace(1, 0),
    sales: uprightPlace(1, 1),
    planning: uprightPlace(1, 2),
    production: uprightPlace(1, 3),
    finance: uprightPlace(1, 4),
    logistics: uprightPlace(1, 5),
    engineering: uprightPlace(2, 0.5),
    'work-preparation': uprightPlace(2, 1.5),
    machines: uprightPlace(2, 2.5),
    service: uprightPlace(2, 3.5),
    'product-in-field': uprightPlace(2, 4.5),
  },
  routes: {
    F01: ['L8', 'T20'],
    F02: ['T-10', 'L-8'],
    F03: ['B-11', 'T-11'],
    F04: ['T11', 'B11'],
    F05: ['L18', 'L-10', 109],
    F06: ['R0', 'T0'],
    F07: ['B0', 'T0'],
    F08: ['T20', 'B20'],
    F09: ['B-20', 'T-20'],
    F10: ['L0', 'L0', -9],
    F11: ['L0', 'T10', -25, 0],
    F12: ['L-10', 'T-10', -17, 10],
    F13: ['L-14', 'R8', 116],
    F14: ['R8', 'T-22'],
    F15: ['B8', 'T8'],
    F16: ['B12', 'T12'],
    F17: ['L10', 'R-10', 232],
    F18: ['B0', 'T0'],
    F19: ['B-11', 'T-11'],
    F20: ['T11', 'B11'],
    F21: ['B-10', 'R8'],
    F22: ['L-6', 'B36'],
    F23: ['L8', 'R0', 114],
    F24: ['R-10', 'L16', 104],
    F25: ['L6', 'T20'],
    F26: ['L14', 'R-8', 116],
    F27: ['R6', 'L-8', 109],
    F28: ['B0', 'R-10', 640, 362],
    F29: ['B20', 'T20'],
    F30: ['B0', 'T0'],
    F31: ['T0', 'B0'],
    F32: ['B18', 'T18'],
    F33: ['R0', 'R0', 354],
    F34: ['L0', 'B30'],
    F35: ['L0', 'B36'],
    F36: ['L10', 'R10'],
  },
}

export const LAYOUTS: Readonly<Record<Orientation, Layout>> = { landscape, upright }
