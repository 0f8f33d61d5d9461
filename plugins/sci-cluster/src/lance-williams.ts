/** How the distance of clusters follows from those of their parts. */
export type Method = "single" | "complete" | "average" | "weighted" | "centroid" | "median" | "ward";

/** All methods. */
export const methods: readonly Method[] = ["single", "complete", "average", "weighted", "centroid", "median", "ward"];

/** The distance of cluster i to the union of x and y from the distances before and the sizes. */
export type Update = (xi: number, yi: number, xy: number, nx: number, ny: number, ni: number) => number;

/**
 * The update of a method.
 * Source: G. N. Lance and W. T. Williams, Comput. J. 9 (1967) 373.
 */
export function updateOf(method: Method): Update {
  switch (method) {
    case "single":
      return (xi, yi) => Math.min(xi, yi);
    case "complete":
      return (xi, yi) => Math.max(xi, yi);
    case "average":
      return (xi, yi, _, nx, ny) => (nx * xi + ny * yi) / (nx + ny);
    case "weighted":
      return (xi, yi) => 0.5 * (xi + yi);
    case "centroid":
      return (xi, yi, xy, nx, ny) =>
        Math.sqrt((nx * xi * xi + ny * yi * yi - (nx * ny * xy * xy) / (nx + ny)) / (nx + ny));
    case "median":
      return (xi, yi, xy) => Math.sqrt(0.5 * (xi * xi + yi * yi) - 0.25 * xy * xy);
    default:
      return (xi, yi, xy, nx, ny, ni) => {
        const t = 1 / (nx + ny + ni);
        return Math.sqrt((ni + nx) * t * xi * xi + (ni + ny) * t * yi * yi - ni * t * xy * xy);
      };
  }
}
