export { type ApplyROIOptions, applyROI, meanROI, roiMask, type SumROIOptions, sumROI } from "./apply.js";
export { type LineOptions, lineProfile, type MapCoordinates } from "./line.js";
export { type ROIOptions, slicesOf } from "./places.js";
export {
  type CircleROI,
  circleROI,
  isROI,
  type Line2DROI,
  type LineAngleOptions,
  line2DROI,
  lineAngle,
  lineLength,
  type Point1DROI,
  type Point2DROI,
  point1DROI,
  point2DROI,
  type RectangleBox,
  type RectangularROI,
  type ROI,
  rectangleBox,
  rectangularROI,
  roiText,
  roiTuple,
  type SpanROI,
  spanROI,
  withRectangleBox,
} from "./regions.js";
