import { line } from "d3-shape";

/** Corners of a line in pixels; a pair of NaN is a gap. */
export interface Polyline {
  readonly x: readonly number[];
  readonly y: readonly number[];
}

/**
 * Thins a line to what can be seen: of each run of neighbouring points in one column of half a pixel the first, the lowest, the highest and
 * the last stay (U. Jugel et al., PVLDB 2014, doi:10.14778/2732951.2732953). Points that are not finite are gaps.
 * @param count number of points
 * @param xAt pixel of point i
 * @param yAt pixel of point i
 * @param limits lowest and highest pixel that matter; further out is cut to them, for painters that count in small numbers
 */
export function decimate(
  count: number,
  xAt: (index: number) => number,
  yAt: (index: number) => number,
  limits: readonly [number, number] = [-1e5, 1e5],
): Polyline {
  const [lowest, highest] = limits;
  const x: number[] = [];
  const y: number[] = [];
  let runX: number[] = [];
  let runY: number[] = [];
  let column = Number.NaN;
  let low = 0;
  let high = 0;
  let length = 0;

  const push = (px: number, py: number): void => {
    if (Number.isNaN(py) && (y.length === 0 || Number.isNaN(y[y.length - 1] as number))) return;
    x.push(px);
    y.push(py);
  };
  const flush = (): void => {
    if (length <= 4) for (let i = 0; i < length; i++) push(runX[i] as number, runY[i] as number);
    else for (const i of keptOf(low, high)) push(runX[i] as number, runY[i] as number);
    runX = [];
    runY = [];
    length = 0;
  };
  // A long run holds [first, lowest, highest, last]; a short one its points, so that memory does not grow with the data.
  const keptOf = (lowOrder: number, highOrder: number): number[] =>
    lowOrder <= highOrder ? [0, 1, 2, 3] : [0, 2, 1, 3];
  const condense = (): void => {
    let least = -1;
    let most = -1;
    for (let i = 0; i < 4; i++) {
      const value = runY[i] as number;
      if (Number.isNaN(value)) continue;
      if (least < 0 || value < (runY[least] as number)) least = i;
      if (most < 0 || value > (runY[most] as number)) most = i;
    }
    low = Math.max(0, least);
    high = Math.max(0, most);
    const at = (i: number): [number, number] =>
      i < 0 ? [runX[0] as number, Number.NaN] : [runX[i] as number, runY[i] as number];
    const points = [at(0), at(least), at(most), at(3)];
    runX = points.map((point) => point[0]);
    runY = points.map((point) => point[1]);
  };

  for (let i = 0; i < count; i++) {
    let px = xAt(i);
    let py = yAt(i);
    if (Number.isNaN(px) || Number.isNaN(py) || px === Infinity || px === -Infinity) {
      px = column / 2;
      py = Number.NaN;
    } else {
      px = px < -1e5 ? -1e5 : px > 1e5 ? 1e5 : px;
      py = py < lowest ? lowest : py > highest ? highest : py;
    }
    const here = Number.isNaN(px) ? column : Math.floor(px * 2);
    if (here !== column && !(Number.isNaN(here) && Number.isNaN(column))) {
      flush();
      column = here;
    }
    if (length < 4) {
      runX[length] = px;
      runY[length] = py;
    } else {
      if (length === 4) condense();
      if (py < (runY[1] as number) || (Number.isNaN(runY[1] as number) && !Number.isNaN(py))) {
        runX[1] = px;
        runY[1] = py;
        low = length;
      }
      if (py > (runY[2] as number) || (Number.isNaN(runY[2] as number) && !Number.isNaN(py))) {
        runX[2] = px;
        runY[2] = py;
        high = length;
      }
      runX[3] = px;
      runY[3] = py;
    }
    length++;
  }
  flush();
  return { x, y };
}

/** The SVG path of a polyline. */
export function polylinePath(polyline: Polyline): string {
  const path = line<number>()
    .digits(2)
    .defined((i) => !Number.isNaN(polyline.y[i] as number))
    .x((i) => polyline.x[i] as number)
    .y((i) => polyline.y[i] as number);
  return path(Array.from(polyline.x, (_, i) => i)) ?? "";
}
