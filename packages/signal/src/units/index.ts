export {
  areCompatibleUnits,
  compactPrefix,
  convert,
  inverseUnits,
  isKnownUnits,
  normalizeUnits,
  parseQuantity,
  type Quantity,
} from "./units.js";
