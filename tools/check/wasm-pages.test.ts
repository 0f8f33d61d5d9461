import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import { build } from "esbuild";
import { type Browser, chromium } from "playwright";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { browserFlags, findBrowser } from "../setup/browser.mjs";

// What a page, or a worker of it, says of a sum of squares of 2 ** 20 numbers that took threads where there are some.
const app = `
import { add, createRuntime, fromData, multiply } from "@core/array";
import { wasmBackend } from "backend-wasm";

async function work(worker) {
  const told = [];
  const backend = await wasmBackend({ threads: 2, onDiagnostic: ({ code }) => told.push(code), ...(worker ? { worker } : {}) });
  const runtime = createRuntime({ plugins: [backend.plugin] });
  const a = backend.resident(fromData(Float64Array.from({ length: 2 ** 20 }, (_, i) => i % 1000), [1024, 1024], { runtime }));
  // The worker starts on its own while the page works.
  const calls = backend.threads > 1 && name[2] !== "none" ? 1000 : 1;
  let result;
  for (let i = 0; i < calls && (i === 0 || backend.helpers === 0); i++) {
    result = add(multiply(a, a), 1);
    await new Promise((done) => setTimeout(done, calls === 1 ? 300 : 10));
  }
  const { variant, threads, helpers } = backend;
  const answer = { variant, threads, helpers, told, value: result.get(5, 7), shared: typeof SharedArrayBuffer !== "undefined" };
  backend.dispose();
  return answer;
}
const tell = (answer) => (document.title = JSON.stringify(answer));
const worker = () => new Worker("/kernels.js", { type: "module" });
const makers = { text: undefined, file: worker };
const name = new URL(globalThis.location.href).hash.slice(1).split("-");
if (globalThis.document === undefined) {
  work(makers[name[1]]).then((answer) => postMessage(answer), (error) => postMessage(String(error)));
} else if (name[0] === "page") work(makers[name[1]]).then((answer) => tell(answer), (error) => tell(String(error)));
else {
  const own = new Worker("/app.js#worker-" + name.slice(1).join("-"), { type: "module" });
  own.onmessage = ({ data }) => tell(data);
  own.onerror = () => tell("the worker failed");
}
`;
const kernels = `import { serveKernels } from "backend-wasm/worker"; serveKernels();`;

const isolated = { "Cross-Origin-Opener-Policy": "same-origin", "Cross-Origin-Embedder-Policy": "require-corp" };
const strict = (sources: string) => ({
  "Content-Security-Policy": `default-src 'none'; script-src ${sources}; worker-src 'self'; connect-src 'self'`,
});
const headers: Readonly<Record<string, Record<string, string>>> = {
  plain: {},
  isolated,
  strict: strict("'self' 'wasm-unsafe-eval'"),
  "isolated and strict": { ...isolated, ...strict("'self' 'wasm-unsafe-eval'") },
  blocked: strict("'self'"),
};

const path = findBrowser(process.env);
if (path === undefined) console.log("Pages with backend-wasm are not tested: no Chromium found.");

describe.skipIf(path === undefined)(
  "pages",
  () => {
    let server: Server;
    let browser: Browser;
    let kind = "plain";
    beforeAll(async () => {
      const files = new Map<string, string>();
      for (const [name, contents] of Object.entries({ app, kernels })) {
        const built = await build({
          stdin: {
            contents,
            resolveDir: join(import.meta.dirname, "../../plugins/backend-wasm"),
            sourcefile: `${name}.js`,
          },
          bundle: true,
          format: "esm",
          platform: "browser",
          conditions: ["hyperscope-source"],
          write: false,
          logLevel: "silent",
        });
        files.set(`/${name}.js`, built.outputFiles[0]?.text ?? "");
      }
      files.set("/", `<!doctype html><title></title><script type="module" src="/app.js"></script>`);
      server = createServer(({ url }, response) => {
        const name = (url ?? "/").split("?")[0] as string;
        const type = name.endsWith(".js") ? "text/javascript" : "text/html";
        response.writeHead(files.has(name) ? 200 : 404, { "Content-Type": type, ...headers[kind] });
        response.end(files.get(name) ?? "");
      });
      await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
      browser = await chromium.launch({ executablePath: path as string, args: [...browserFlags] });
    }, 60_000);
    afterAll(async () => {
      await browser?.close();
      server?.close();
    });

    const open = async (policy: string, place: string): Promise<unknown> => {
      kind = policy;
      const page = await browser.newPage();
      try {
        await page.goto(`http://127.0.0.1:${(server.address() as AddressInfo).port}/#${place}`);
        // The policies forbid the page to evaluate texts, so it tells by its title.
        for (let i = 0; i < 300; i++) {
          const title = await page.title();
          if (title !== "") return JSON.parse(title);
          await new Promise((done) => setTimeout(done, 50));
        }
        return "nothing was told";
      } finally {
        await page.close();
      }
    };

    const right = { value: 1 + ((5 * 1024 + 7) % 1000) ** 2, told: [] };
    for (const place of ["page", "worker"]) {
      test(`a ${place} without shared memory has one thread`, async () => {
        expect(await open("plain", `${place}-text`)).toMatchObject({
          ...right,
          variant: "relaxed",
          threads: 1,
          helpers: 0,
        });
      });
      test(`an isolated ${place} has threads`, async () => {
        expect(await open("isolated", `${place}-text`)).toMatchObject({
          ...right,
          threads: 2,
          helpers: 1,
          shared: true,
        });
      });
      test(`a ${place} under a strict policy has kernels, and threads from a file of its own`, async () => {
        expect(await open("strict", `${place}-text`)).toMatchObject({ ...right, variant: "relaxed", threads: 1 });
        expect(await open("isolated and strict", `${place}-file`)).toMatchObject({ ...right, threads: 2, helpers: 1 });
      });
      test(`a ${place} under a strict policy that forbids the worker's text does without it`, async () => {
        expect(await open("isolated and strict", `${place}-text-none`)).toMatchObject({
          ...right,
          threads: 2,
          helpers: 0,
        });
      });
      test(`a ${place} where WebAssembly is blocked has the reference bodies and one diagnostic`, async () => {
        expect(await open("blocked", `${place}-text`)).toMatchObject({
          ...right,
          variant: "none",
          told: ["WASM_ABSENT"],
        });
      });
    }
  },
  120_000,
);
