export { serveMap } from "./functions/map-worker.js";
