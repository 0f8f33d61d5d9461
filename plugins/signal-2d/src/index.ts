export { type AddRampOptions, addRamp } from "./add-ramp.js";
export { type Align2DOptions, align2D } from "./align.js";
export { type CalibrateOptions, calibrate } from "./calibrate.js";
export { type CropImageOptions, cropImage, cropSignal } from "./crop-image.js";
export { type EstimateShift2DOptions, estimateShift2D } from "./estimate-shift.js";
