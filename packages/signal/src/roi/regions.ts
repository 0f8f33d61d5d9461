import { coreError, describeValue } from "@core/array";
import { checkOptions } from "@core/array/runtime";

/** A place on one axis. */
export interface Point1DROI {
  readonly kind: "point1D";
  readonly value: number;
}

/** A place on two axes. */
export interface Point2DROI {
  readonly kind: "point2D";
  readonly x: number;
  readonly y: number;
}

/** A range on one axis: from `left` up to, without, `right`. */
export interface SpanROI {
  readonly kind: "span";
  readonly left: number;
  readonly right: number;
}

/** A rectangle: from `left` up to, without, `right`, and from `top` up to, without, `bottom`. */
export interface RectangularROI {
  readonly kind: "rectangle";
  readonly left: number;
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
}

/** A disc, or a ring where `rInner` is not 0. */
export interface CircleROI {
  readonly kind: "circle";
  readonly cx: number;
  readonly cy: number;
  readonly r: number;
  readonly rInner: number;
}

/** A line, with a width across which it is averaged. */
export interface Line2DROI {
  readonly kind: "line";
  readonly x1: number;
  readonly y1: number;
  readonly x2: number;
  readonly y2: number;
  readonly linewidth: number;
}

/** A region of interest, in the units of the axes that it is applied to. It never changes: another region is another object. */
export type ROI = Point1DROI | Point2DROI | SpanROI | RectangularROI | CircleROI | Line2DROI;

function checkNumbers(name: string, numbers: Readonly<Record<string, unknown>>): void {
  for (const [key, value] of Object.entries(numbers))
    if (typeof value !== "number" || !Number.isFinite(value))
      throw coreError(
        "BAD_ARGUMENT",
        `${name}: ${key} is ${describeValue(value)}, expected a finite number in the units of the axis.`,
      );
}

function checkOrder(name: string, low: string, high: string, a: number, b: number): void {
  if (a < b) return;
  throw coreError("BAD_ARGUMENT", `${name}: ${low} (${a}) must be smaller than ${high} (${b}).`);
}

/** A place on one axis. @throws BAD_ARGUMENT unless it is a finite number */
export function point1DROI(value: number): Point1DROI {
  checkNumbers("point1DROI", { value });
  return { kind: "point1D", value };
}

/** A place on two axes. @throws BAD_ARGUMENT unless both are finite numbers */
export function point2DROI(x: number, y: number): Point2DROI {
  checkNumbers("point2DROI", { x, y });
  return { kind: "point2D", x, y };
}

/** A range on one axis. @throws BAD_ARGUMENT unless `left` is smaller than `right` */
export function spanROI(left: number, right: number): SpanROI {
  checkNumbers("spanROI", { left, right });
  checkOrder("spanROI", "left", "right", left, right);
  return { kind: "span", left, right };
}

/** A rectangle. @throws BAD_ARGUMENT unless `left` is smaller than `right` and `top` than `bottom` */
export function rectangularROI(left: number, top: number, right: number, bottom: number): RectangularROI {
  checkNumbers("rectangularROI", { left, top, right, bottom });
  checkOrder("rectangularROI", "left", "right", left, right);
  checkOrder("rectangularROI", "top", "bottom", top, bottom);
  return { kind: "rectangle", left, top, right, bottom };
}

/** A disc around (cx, cy), or a ring. @throws BAD_ARGUMENT unless `r` is above `rInner` and that is 0 or above */
export function circleROI(
  cx: number,
  cy: number,
  r: number,
  options: { readonly rInner?: number | undefined } = {},
): CircleROI {
  checkOptions("circleROI", options, { rInner: "any" });
  const { rInner = 0 } = options;
  checkNumbers("circleROI", { cx, cy, r, rInner });
  if (rInner < 0) throw coreError("BAD_ARGUMENT", `circleROI: rInner is ${rInner}, allowed are 0 and above.`);
  checkOrder("circleROI", "rInner", "r", rInner, r);
  return { kind: "circle", cx, cy, r, rInner };
}

/** A line from (x1, y1) to (x2, y2). @throws BAD_ARGUMENT for a negative width */
export function line2DROI(
  x1: number,
  y1: number,
  x2: number,
  y2: number,
  options: { readonly linewidth?: number | undefined } = {},
): Line2DROI {
  checkOptions("line2DROI", options, { linewidth: "any" });
  const { linewidth = 0 } = options;
  checkNumbers("line2DROI", { x1, y1, x2, y2, linewidth });
  if (linewidth < 0) throw coreError("BAD_ARGUMENT", `line2DROI: linewidth is ${linewidth}, allowed are 0 and above.`);
  return { kind: "line", x1, y1, x2, y2, linewidth };
}

/** The left upper corner and the size of a rectangle. */
export interface RectangleBox {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/** The left upper corner and the size of a rectangle. */
export function rectangleBox(roi: RectangularROI): RectangleBox {
  checkROI("rectangleBox", roi, "rectangle");
  const { left, top, right, bottom } = roi;
  return { x: left, y: top, width: right - left, height: bottom - top };
}

/** A rectangle that was moved or has another size; what is not given stays. @throws BAD_ARGUMENT for sizes that are not above 0 */
export function withRectangleBox(roi: RectangularROI, changes: Partial<RectangleBox>): RectangularROI {
  const { x, y, width, height } = { ...rectangleBox(roi), ...changes };
  return rectangularROI(x, y, x + width, y + height);
}

/** The length of a line. */
export function lineLength(roi: Line2DROI): number {
  checkROI("lineLength", roi, "line");
  const { x1, y1, x2, y2 } = roi;
  return Math.hypot(x2 - x1, y2 - y1);
}

/** How an angle is counted. */
export interface LineAngleOptions {
  /** From which axis, `"horizontal"` by default. */
  readonly axis?: "horizontal" | "vertical" | undefined;
  /** `"degrees"` by default. */
  readonly units?: "degrees" | "radians" | undefined;
}

/** The angle between a line and an axis. @throws BAD_ARGUMENT for another axis or other units */
export function lineAngle(roi: Line2DROI, options: LineAngleOptions = {}): number {
  checkROI("lineAngle", roi, "line");
  checkOptions("lineAngle", options, { axis: "any", units: "any" });
  const { x1, y1, x2, y2 } = roi;
  const { axis = "horizontal", units = "degrees" } = options;
  if (axis !== "horizontal" && axis !== "vertical")
    throw coreError("BAD_ARGUMENT", `axis: got ${describeValue(axis)}, allowed are "horizontal" and "vertical".`);
  if (units !== "degrees" && units !== "radians")
    throw coreError("BAD_ARGUMENT", `units: got ${describeValue(units)}, allowed are "degrees" and "radians".`);
  const angle = axis === "horizontal" ? Math.atan2(y2 - y1, x2 - x1) : Math.atan2(x2 - x1, y2 - y1);
  return units === "radians" ? angle : (angle * 180) / Math.PI;
}

/** The numbers of a region in HyperSpy's order: (left, right, top, bottom), (cx, cy, r, rInner), (x1, y1, x2, y2, linewidth), … */
export function roiTuple(roi: ROI): number[] {
  checkROI("roiTuple", roi);
  return numbersOf(roi);
}

function numbersOf(roi: ROI): number[] {
  switch (roi.kind) {
    case "point1D":
      return [roi.value];
    case "point2D":
      return [roi.x, roi.y];
    case "span":
      return [roi.left, roi.right];
    case "rectangle":
      return [roi.left, roi.right, roi.top, roi.bottom];
    case "circle":
      return [roi.cx, roi.cy, roi.r, roi.rInner];
    case "line":
      return [roi.x1, roi.y1, roi.x2, roi.y2, roi.linewidth];
  }
}

const names: Readonly<Record<ROI["kind"], string>> = {
  point1D: "Point1DROI",
  point2D: "Point2DROI",
  span: "SpanROI",
  rectangle: "RectangularROI",
  circle: "CircleROI",
  line: "Line2DROI",
};

/** @throws BAD_ARGUMENT for what is no region, or none of that kind */
export function checkROI(name: string, value: unknown, kind?: ROI["kind"]): asserts value is ROI {
  if (isROI(value) && (kind === undefined || value.kind === kind)) return;
  const expected = kind === undefined ? "a region such as spanROI(1, 2)" : `a ${names[kind]}`;
  throw coreError("BAD_ARGUMENT", `${name}: got ${describeValue(value)}, expected ${expected}.`);
}

/** A region in one line: `RectangularROI(left=1, top=0.5, right=2.5, bottom=2)`. */
export function roiText(roi: ROI): string {
  checkROI("roiText", roi);
  const { kind, ...numbers } = roi;
  const keys: Readonly<Record<string, string>> = { rInner: "r_inner" };
  const parts = Object.entries(numbers).map(([key, value]) => `${keys[key] ?? key}=${value}`);
  return `${names[kind]}(${parts.join(", ")})`;
}

/** Whether a value is a region of interest. */
export function isROI(value: unknown): value is ROI {
  const { kind } = (value ?? {}) as { kind?: unknown };
  return typeof kind === "string" && Object.hasOwn(names, kind) && numbersOf(value as ROI).every(Number.isFinite);
}
