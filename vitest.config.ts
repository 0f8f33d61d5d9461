import { fileURLToPath } from "node:url";
import { playwright } from "@vitest/browser-playwright";
import { defaultClientConditions, defaultServerConditions } from "vite";
import { defineConfig, type TestProjectInlineConfiguration } from "vitest/config";
import { browserFlags, findBrowser } from "./tools/setup/browser.mjs";
import { propertySeed } from "./tools/setup/seed.mjs";

const source = "hyperscope-source";
const resolve = { conditions: [source, ...defaultClientConditions] };
const ssr = { resolve: { conditions: [source, ...defaultServerConditions] } };
// Machines that build and test at once are slow; a hang is still found.
const testTimeout = 20_000;
const seed = propertySeed(process.env.PROPERTY_SEED);
const properties = {
  setupFiles: [fileURLToPath(new URL("tools/setup/properties.ts", import.meta.url))],
  provide: { propertySeed: seed },
};
const exclude = ["**/node_modules/**", "**/dist/**"];

const node: TestProjectInlineConfiguration = {
  resolve,
  ssr,
  test: {
    name: "node",
    environment: "node",
    include: ["{packages,plugins,apps,tools}/**/*.test.{ts,mjs}"],
    exclude: [...exclude, "**/*.browser.test.ts"],
    ...properties,
    testTimeout,
  },
};

function browser(executablePath: string): TestProjectInlineConfiguration {
  return {
    resolve,
    // A dependency that Vite discovers while tests run makes the page reload.
    optimizeDeps: {
      entries: ["plugins/*/src/**/*.browser.test.ts"],
      include: ["fast-check"],
      exclude: ["pure-rand"],
    },
    test: {
      name: "browser",
      include: ["packages/{array,signal}/src/**/*.test.ts", "plugins/*/src/**/*.browser.test.ts"],
      exclude: [...exclude, "**/*.node.test.ts"],
      ...properties,
      testTimeout,
      browser: {
        enabled: true,
        headless: true,
        screenshotFailures: false,
        provider: playwright({ launchOptions: { executablePath, args: browserFlags } }),
        instances: [{ browser: "chromium" }],
      },
    },
  };
}

if (process.env.PROPERTY_SEED === "random") console.log(`Property tests run with PROPERTY_SEED=${seed}.`);

function projects(): TestProjectInlineConfiguration[] {
  const path = findBrowser(process.env);
  if (path !== undefined) return [node, browser(path)];
  console.log("Browser tests skipped: no Chromium found; install it or name one in $CHROMIUM.");
  return [node];
}

export default defineConfig({ test: { projects: projects() } });
