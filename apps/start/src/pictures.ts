import { astype, coreError, elementsOf } from "@core/array";
import type { Axis, SignalLike } from "@core/signal";
import { imagePlot, type LineInput, linePlot, type Scene } from "plot";
import type { Analysis, EdgeResult } from "./analyse.js";

/** The counts of an edge: an image over two navigation axes, a profile along one; undefined without any. */
export function mapPicture({ map, windows }: EdgeResult, positions: number): Scene | undefined {
  const title = `${windows.name}: counts from ${windows.integration[0]} to ${windows.integration[1]} eV`;
  const values = numbers(map);
  const axes = map.axes.filter((axis) => axis.size > 0);
  if (positions < 2) return undefined;
  if (axes.length === 2) {
    const [rows, columns] = axes as [Axis, Axis];
    return imagePlot({
      data: values,
      rows: rows.size,
      columns: columns.size,
      xAxis: imageAxis(columns),
      yAxis: imageAxis(rows),
      colormap: "viridis",
      colorbar: { label: "counts" },
      scaleBar: columns.units !== undefined && columns.units !== "",
      title,
    });
  }
  const axis = axes[0];
  const x = axes.length === 1 && axis !== undefined ? axis.values() : Float64Array.from(values, (_, i) => i);
  return linePlot({
    lines: [{ x, y: values }],
    xAxis: axes.length === 1 ? lineAxis(axis as Axis) : { label: "position" },
    yAxis: { label: "counts" },
    title,
  });
}

/** The mean spectrum with the fitted backgrounds, the fit ranges and the integration windows. */
export function spectrumPicture({ spectrum, edges }: Analysis, title: string): Scene {
  const axis = spectrum.axes.find((one) => !one.navigate);
  if (axis === undefined) throw coreError("BAD_SHAPE", "the spectrum has no energy axis.");
  const x = axis.values();
  const y = numbers(spectrum);
  const lines: LineInput[] = [{ x, y, label: "mean spectrum", color: "#1f2937" }];
  const colors = ["#c2410c", "#1d4ed8", "#15803d", "#7e22ce"];
  for (const [k, edge] of edges.entries()) {
    const from = x.findIndex((energy) => energy >= edge.windows.background[0]);
    const past = x.findIndex((energy) => energy > edge.windows.integration[1] + 20);
    const until = past < 0 ? x.length : past;
    const color = colors[k % colors.length] as string;
    lines.push({
      x: x.slice(from, until),
      y: numbers(edge.background).slice(from, until),
      label: `background of ${edge.windows.name}`,
      color,
      dash: "dashed",
    });
  }
  return linePlot({
    lines,
    xAxis: lineAxis(axis),
    yAxis: { label: "counts per channel" },
    title,
    spans: edges.map((edge, k) => ({
      from: edge.windows.integration[0],
      to: edge.windows.integration[1],
      label: edge.windows.name,
      color: colors[k % colors.length] as string,
    })),
    size: { width: 760, height: 440 },
  });
}

/** All elements as float64, row by row. */
export function numbers(signal: SignalLike): Float64Array {
  return elementsOf(astype(signal.data, "float64"));
}

function imageAxis(axis: Axis): { name?: string; units?: string; scale?: number; offset?: number } {
  return {
    ...(axis.name === undefined ? {} : { name: axis.name }),
    ...(axis.units === undefined ? {} : { units: axis.units }),
    ...(axis.kind === "uniform" && axis.scale !== 0 ? { scale: axis.scale, offset: axis.offset } : {}),
  };
}

function lineAxis(axis: Axis): { label?: string; units?: string } {
  return { label: axis.name ?? "energy", ...(axis.units === undefined ? {} : { units: axis.units }) };
}
