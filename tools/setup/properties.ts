import { configureGlobal, readConfigureGlobal } from "fast-check";
import { inject } from "vitest";

declare module "vitest" {
  interface ProvidedContext {
    propertySeed: number;
  }
}

configureGlobal({ ...readConfigureGlobal(), seed: inject("propertySeed") });
