export { type CanvasContext, type CanvasOptions, drawCanvas } from "./canvas.js";
export type { Size } from "./check.js";
export { type Colormap, type ColormapName, colormap, colormapNames } from "./colormap.js";
export { type ImageAxis, type ImagePlotOptions, imagePlot } from "./image-plot.js";
export { type NormInput, normalize } from "./image-values.js";
export type { LegendPlace } from "./legend.js";
export { type LineAxis, type LinePlotOptions, linePlot } from "./line-plot.js";
export type { Marker, Span } from "./marks.js";
export type { Numbers } from "./numbers.js";
export { type PanelsOptions, panels } from "./panels.js";
export { type PlotSignalOptions, plotSignal } from "./plot-signal.js";
export { plot, plotMethod } from "./plugin.js";
export { outlineSvg, type PngAssets, type PngOptions, renderPng } from "./png.js";
export { type ScaleBarLength, type ScaleBarOptions, scaleBarLength } from "./scale-bar.js";
export type {
  Fill,
  GroupNode,
  ImageNode,
  PathNode,
  PlotArea,
  Rectangle,
  RectangleNode,
  Scene,
  SceneNode,
  Stroke,
  TextNode,
} from "./scene.js";
export type { Dash, LineInput } from "./series.js";
export type { ComplexPart } from "./signal-values.js";
export { renderSvg } from "./svg.js";
export type { SymbolName } from "./symbols.js";
export { textWidth } from "./text.js";
