import { type ArrayLikeInput, fromData, type NDArray } from "@core/array";
import { hullEdges, pairs } from "./delaunay.js";
import { planePoints, type Triangles, triangulate } from "./triangulate.js";

/** The Voronoi diagram of points in the plane: which places are nearest to which point. */
export class Voronoi {
  /** The points. */
  readonly points: NDArray;
  /** Where three or more regions meet. */
  readonly vertices: NDArray;
  /** int32, the two points on both sides of each ridge. */
  readonly ridgePoints: NDArray;
  /** The two vertices of each ridge; -1 where it goes on without end. */
  readonly ridgeVertices: readonly (readonly [number, number])[];
  /** The vertices round the region of each point, counterclockwise, with -1 where it is open. */
  readonly regions: readonly (readonly number[])[];
  /** int64, the region of each point; -1 for a point at the same place as another. */
  readonly pointRegion: NDArray;

  /**
   * @param points points by two coordinates
   * @throws UNSUPPORTED for other dimensions, BAD_VALUE for points on a line, NaN and infinity; BAD_SHAPE; BAD_DTYPE
   */
  constructor(points: ArrayLikeInput) {
    const { array, values } = planePoints(points, "Voronoi");
    const triangles = triangulate(values, "Voronoi");
    const { names, vertices } = mergedCentres(triangles);
    const ridges = ridgesOf(triangles, names);
    const regions: number[][] = [];
    const own = new BigInt64Array(values.length / 2).fill(-1n);
    triangles.corners.forEach((point, at) => {
      if (own[point] !== -1n) return;
      own[point] = BigInt(regions.length);
      regions.push(regionOf(triangles, names, at));
    });
    this.points = array;
    this.vertices = fromData(vertices, [vertices.length / 2, 2]);
    this.ridgePoints = pairs(ridges.map(({ between }) => between));
    this.ridgeVertices = ridges.map(({ ends }) => ends);
    this.regions = regions;
    this.pointRegion = fromData(own, own.length);
  }
}

interface Ridge {
  readonly between: readonly [number, number];
  readonly ends: readonly [number, number];
}

function ridgesOf(triangles: Triangles, names: Int32Array): Ridge[] {
  const { corners, neighbours, count } = triangles;
  const ridges: Ridge[] = [];
  for (let t = 0; t < count; t++) {
    for (let k = 0; k < 3; k++) {
      const other = neighbours[3 * t + k]!;
      if (other <= t || names[other] === names[t]) continue;
      const between = [corners[3 * t + ((k + 1) % 3)]!, corners[3 * t + ((k + 2) % 3)]!] as const;
      ridges.push({ between, ends: [names[t]!, names[other]!] });
    }
  }
  const home = new Map<string, number>();
  corners.forEach((point, at) => {
    home.set(`${point} ${corners[at - (at % 3) + ((at + 1) % 3)]}`, Math.floor(at / 3));
  });
  for (const between of hullEdges(triangles))
    ridges.push({ between, ends: [-1, names[home.get(between.join(" "))!]!] });
  return ridges;
}

/** Walks round the point at corner `at`, counterclockwise, from the outside where there is one. */
function regionOf({ corners, neighbours }: Triangles, names: Int32Array, at: number): number[] {
  const point = corners[at]!;
  const beside = (t: number, step: 1 | 2): number => {
    const k = [0, 1, 2].find((one) => corners[3 * t + one] === point) as number;
    return neighbours[3 * t + ((k + step) % 3)]!;
  };
  const first = Math.floor(at / 3);
  let start = first;
  for (let t = beside(start, 2); t >= 0 && t !== first; t = beside(start, 2)) start = t;
  const open = beside(start, 2) < 0;
  if (!open) start = first;
  const region = open ? [-1] : [];
  let t = start;
  do {
    const name = names[t]!;
    if (region.at(-1) !== name) region.push(name);
    t = beside(t, 1);
  } while (t >= 0 && t !== start);
  if (!open && region.length > 1 && region[0] === region.at(-1)) region.pop();
  return region;
}

/** The centres of the circles round triangles; neighbours with one common circle have one common centre. */
function mergedCentres(triangles: Triangles): { readonly names: Int32Array; readonly vertices: Float64Array } {
  const { count, neighbours } = triangles;
  const names = new Int32Array(count).fill(-1);
  const vertices: number[] = [];
  for (let first = 0; first < count; first++) {
    if (names[first]! >= 0) continue;
    const name = vertices.length / 2;
    names[first] = name;
    vertices.push(...centreOf(triangles, first));
    const open = [first];
    for (let t = open.pop(); t !== undefined; t = open.pop()) {
      for (let k = 0; k < 3; k++) {
        const other = neighbours[3 * t + k]!;
        if (other < 0 || names[other]! >= 0 || !onOneCircle(triangles, t, other)) continue;
        names[other] = name;
        open.push(other);
      }
    }
  }
  return { names, vertices: Float64Array.from(vertices) };
}

function centreOf({ points, corners }: Triangles, t: number): [number, number] {
  const [a, b, c] = [2 * corners[3 * t]!, 2 * corners[3 * t + 1]!, 2 * corners[3 * t + 2]!];
  const [x, y] = [points[a]!, points[a + 1]!];
  const [bx, by, cx, cy] = [points[b]! - x, points[b + 1]! - y, points[c]! - x, points[c + 1]! - y];
  const area = 2 * (bx * cy - by * cx);
  const [bb, cc] = [bx * bx + by * by, cx * cx + cy * cy];
  return [x + (cy * bb - by * cc) / area, y + (bx * cc - cx * bb) / area];
}

/** Whether the corner of `other` beyond a common edge lies on the circle round t, but for rounding errors. */
function onOneCircle({ points, corners }: Triangles, t: number, other: number): boolean {
  const own = [corners[3 * t]!, corners[3 * t + 1]!, corners[3 * t + 2]!];
  const far = [0, 1, 2].map((k) => corners[3 * other + k]!).find((point) => !own.includes(point)) as number;
  const [x, y] = [points[2 * far]!, points[2 * far + 1]!];
  const [a, b, c] = own.map((point) => [points[2 * point]! - x, points[2 * point + 1]! - y] as const) as [
    readonly [number, number],
    readonly [number, number],
    readonly [number, number],
  ];
  const square = ([u, v]: readonly [number, number]): number => u * u + v * v;
  const parts = [
    [square(a), b[0] * c[1], b[1] * c[0]],
    [square(b), c[0] * a[1], c[1] * a[0]],
    [square(c), a[0] * b[1], a[1] * b[0]],
  ] as const;
  let [sum, size] = [0, 0];
  for (const [squared, one, two] of parts) {
    sum += squared * (one - two);
    size += squared * (Math.abs(one) + Math.abs(two));
  }
  return Math.abs(sum) <= 16 * 2 ** -53 * size;
}
