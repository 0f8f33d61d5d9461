import { makePlan, type Plan } from "./plan.js";

const mostPlans = 64;
const mostNumbers = 16_777_216;

// Plans depend on their length alone, so that all users of a page may share them.
const plans: Map<number, Plan> = /* @__PURE__ */ new Map();

/** The plan of a length; the last 64 are kept, as long as they take less than 128 MiB together. */
export function planOf(n: number): Plan {
  const known = plans.get(n);
  const plan = known ?? makePlan(n);
  if (known !== undefined) plans.delete(n);
  plans.set(n, plan);
  if (known === undefined) forgetOldest();
  return plan;
}

function forgetOldest(): void {
  let numbers = 0;
  for (const { weight } of plans.values()) numbers += weight;
  for (const [n, { weight }] of plans) {
    if (plans.size <= mostPlans && numbers <= mostNumbers) return;
    plans.delete(n);
    numbers -= weight;
  }
}
