import { checkOptions, describeValue } from "@core/array/runtime";
import { checkNumber, plotError } from "./check.js";
import { parseColor } from "./color.js";
import type { Scene } from "./scene.js";
import { checkScene, renderSvg } from "./svg.js";

/** The rasteriser and the fonts, where they cannot be found by themselves (a browser, a bundle). */
export interface PngAssets {
  /** `index_bg.wasm` of `@resvg/resvg-wasm`: its address (a text or a URL), its bytes, a Response or a compiled module. Counts at the first picture only. */
  readonly wasm?: string | object;
  /** TrueType fonts. `DejaVuSans.ttf` and `DejaVuSans-Bold.ttf` of `dejavu-fonts-ttf` give the pictures that Node makes; further ones add letters. */
  readonly fonts?: readonly Uint8Array[];
}

/** How {@link renderPng} draws. */
export interface PngOptions extends PngAssets {
  /** Pixels of the PNG for each pixel of the scene, 2 unless told. */
  readonly scale?: number;
  /** CSS colour laid under the scene; without it the scene's own background alone. */
  readonly background?: string;
}

type Resvg = typeof import("@resvg/resvg-wasm");

let loading: Promise<Resvg> | undefined;
let standardFonts: Promise<Uint8Array[]> | undefined;

/**
 * Draws a scene as PNG (RGBA, 8 bits), the same bytes on every machine: resvg as WebAssembly with the fonts of `dejavu-fonts-ttf`.
 * @throws BAD_ARGUMENT (no scene), BAD_VALUE (scale, colour, more than 200 million pixels), MISSING (rasteriser or fonts outside Node not given)
 */
export async function renderPng(scene: Scene, options: PngOptions = {}): Promise<Uint8Array<ArrayBuffer>> {
  checkOptions("renderPng", options, { scale: "number", background: "string", wasm: "any", fonts: "any" });
  const scale = checkNumber("scale", options.scale ?? 2, 0.01, 100);
  const { width, height } = checkScene(scene);
  if (width * height * scale * scale > 200e6 || Math.max(width, height) * scale > 65_000) {
    throw plotError(
      "BAD_VALUE",
      `a PNG of ${Math.round(width * scale)} × ${Math.round(height * scale)} pixels is too large; lower scale (now ${scale}).`,
    );
  }
  const background = options.background === undefined ? undefined : parseColor("background", options.background);
  return withResvg(renderSvg(scene), scale, background?.hex, options, (image) => {
    const rendered = image.render();
    try {
      return rendered.asPng() as Uint8Array<ArrayBuffer>;
    } finally {
      rendered.free();
    }
  });
}

/**
 * Writes a scene as SVG whose text is outlines, so that it looks the same on machines without its font. Larger than `renderSvg`, and its text
 * can neither be searched nor edited.
 * @throws BAD_ARGUMENT, MISSING as `renderPng`
 */
export async function outlineSvg(scene: Scene, options: PngAssets = {}): Promise<string> {
  checkOptions("outlineSvg", options, { wasm: "any", fonts: "any" });
  return withResvg(renderSvg(scene), 1, undefined, options, (image) => image.toString());
}

async function withResvg<T>(
  svg: string,
  scale: number,
  background: string | undefined,
  assets: PngAssets,
  use: (image: InstanceType<Resvg["Resvg"]>) => T,
): Promise<T> {
  const { fonts: given = [] } = assets;
  if (!Array.isArray(given) || !given.every((font) => ArrayBuffer.isView(font)))
    throw plotError("BAD_ARGUMENT", `fonts must be a list of the bytes of fonts, got ${describeValue(given)}.`);
  const [resvg, fonts] = await Promise.all([loadResvg(assets), loadFonts(assets)]);
  const image = new resvg.Resvg(svg, {
    fitTo: { mode: "zoom", value: scale },
    font: { fontBuffers: [...fonts], defaultFontFamily: "DejaVu Sans", sansSerifFamily: "DejaVu Sans" },
    ...(background === undefined ? {} : { background }),
  });
  try {
    return use(image);
  } finally {
    image.free();
  }
}

async function loadResvg(assets: PngAssets): Promise<Resvg> {
  if (loading === undefined) {
    const start = startResvg(assets);
    loading = start;
    start.catch(() => {
      loading = undefined;
    });
  }
  return loading;
}

async function startResvg(assets: PngAssets): Promise<Resvg> {
  const resvg = await import("@resvg/resvg-wasm");
  const wasm = assets.wasm ?? (await readPackageFile("@resvg/resvg-wasm/index_bg.wasm", "wasm"));
  try {
    await resvg.initWasm(wasm as BufferSource);
  } catch (error) {
    // Somebody else on the page started it: it is ready.
    if (!String(error).includes("Already initialized")) {
      throw plotError("BAD_FILE", `wasm is not the rasteriser of @resvg/resvg-wasm: ${error}`);
    }
  }
  return resvg;
}

async function loadFonts(assets: PngAssets): Promise<readonly Uint8Array[]> {
  if (assets.fonts !== undefined && !isNode()) return assets.fonts;
  standardFonts ??= Promise.all(
    ["DejaVuSans.ttf", "DejaVuSans-Bold.ttf"].map((name) => readPackageFile(`dejavu-fonts-ttf/ttf/${name}`, "fonts")),
  );
  standardFonts.catch(() => {
    standardFonts = undefined;
  });
  return [...(await standardFonts), ...(assets.fonts ?? [])];
}

function isNode(): boolean {
  const scope = globalThis as { process?: { versions?: { node?: string } } };
  return scope.process?.versions?.node !== undefined;
}

type NodeModule = typeof import("node:module");
type NodeFiles = typeof import("node:fs/promises");

async function readPackageFile(file: string, option: string): Promise<Uint8Array> {
  if (!isNode()) {
    throw plotError(
      "MISSING",
      `outside Node a PNG needs the option ${option}: fetch ${file} from its npm package and pass it to renderPng.`,
    );
  }
  try {
    // No literals: bundlers of pages would look for these modules in vain.
    const [module, files] = ["node:module", "node:fs/promises"] as const;
    const { createRequire } = (await import(/* webpackIgnore: true */ /* @vite-ignore */ module)) as NodeModule;
    const { readFile } = (await import(/* webpackIgnore: true */ /* @vite-ignore */ files)) as NodeFiles;
    return new Uint8Array(await readFile(createRequire(import.meta.url).resolve(file)));
  } catch (error) {
    throw plotError(
      "MISSING",
      `${file} was not found (${error}). Install the package's dependencies or pass the option ${option}.`,
    );
  }
}
