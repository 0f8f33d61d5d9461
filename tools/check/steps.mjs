import { join } from "node:path";

/**
 * @typedef {object} Step
 * @property {string} name
 * @property {boolean} built  whether it needs the packages built
 * @property {(root: string) => string[]} command what Node runs
 */

/**
 * The checks of the project in their order, all of them or the ones that were asked for.
 *
 * @param {readonly string[]} asked names of steps; `--skip name` leaves one out
 * @param {string} output a folder for what the main job writes
 * @returns {Step[]}
 */
export function chooseSteps(asked, output) {
  const all = everyStep(output);
  const skipped = asked.flatMap((word, index) => (asked[index - 1] === "--skip" ? [word] : []));
  const wanted = asked.filter((word, index) => word !== "--skip" && asked[index - 1] !== "--skip");
  const known = all.map(({ name }) => name);
  const unknown = [...skipped, ...wanted].find((name) => !known.includes(name));
  if (unknown !== undefined) throw new Error(`there is no check "${unknown}"; there are ${known.join(", ")}`);
  return all.filter(({ name }) => !skipped.includes(name) && (wanted.length === 0 || wanted.includes(name)));
}

/**
 * @param {string} output
 * @returns {Step[]}
 */
function everyStep(output) {
  const script =
    (/** @type {string[]} */ ...path) =>
    (/** @type {string} */ root) => [join(root, ...path)];
  return [
    { name: "test", built: true, command: script("tools", "setup", "test.mjs") },
    { name: "types", built: false, command: script("tools", "check", "types.mjs") },
    {
      name: "lint",
      built: false,
      command: (root) => [join(root, "node_modules", "@biomejs", "biome", "bin", "biome"), "ci", "--error-on-warnings"],
    },
    { name: "layers", built: false, command: script("tools", "layers", "main.mjs") },
    { name: "size", built: true, command: script("tools", "size", "main.mjs") },
    { name: "packages", built: true, command: script("tools", "check", "packages.mjs") },
    { name: "api", built: true, command: script("tools", "api", "main.mjs") },
    {
      name: "start",
      built: true,
      command: (root) => [join(root, "tools", "setup", "start.mjs"), "--size", "16x16x1024", "--output", output],
    },
  ];
}
