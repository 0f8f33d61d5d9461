import { defaultClientConditions, defaultServerConditions } from "vite";
import { defineConfig } from "vitest/config";

const source = "hyperscope-source";

export default defineConfig({
  test: {
    projects: [
      {
        resolve: { conditions: [source, ...defaultClientConditions] },
        ssr: {
          resolve: { conditions: [source, ...defaultServerConditions], externalConditions: ["node", "module-sync"] },
        },
        test: {
          name: "node",
          environment: "node",
          include: ["{packages,plugins,apps,tools}/**/*.test.{ts,mjs}"],
          exclude: ["**/node_modules/**", "**/dist/**"],
        },
      },
    ],
  },
});
