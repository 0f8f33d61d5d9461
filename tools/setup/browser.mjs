import { existsSync } from "node:fs";

const usualPlaces = [
  "/usr/bin/chromium",
  "/usr/bin/chromium-browser",
  "/usr/bin/google-chrome",
  "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
  "C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe",
];

/** Command-line flags that make a browser quiet, offline and usable as root in a container. */
export const browserFlags = [
  "--no-sandbox",
  "--disable-gpu",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
];

/**
 * The Chromium to test in: $CHROMIUM, else the first one in the usual places.
 *
 * @param {Readonly<Record<string, string | undefined>>} environment
 * @param {(path: string) => boolean} [exists]
 * @returns {string | undefined}
 */
export function findBrowser(environment, exists = existsSync) {
  const chosen = environment.CHROMIUM;
  const candidates = chosen === undefined || chosen === "" ? usualPlaces : [chosen];
  return candidates.find((path) => exists(path));
}
