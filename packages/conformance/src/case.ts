import { coreError, isCoreError } from "@core/array/runtime";

/** One promise of the contract, checked by `run`: it throws when the promise is broken. Any test runner can run it. */
export interface Case {
  /** Unique and stable, for example `plugin/io-npy/two runtimes share it`. */
  readonly id: string;
  run(): void | Promise<void>;
}

/** Cases that are known to fail, by id, with the reason. */
export type ExpectedFailures = Readonly<Record<string, string>>;

/** How one case ended. */
export interface Outcome {
  readonly id: string;
  readonly status: "passed" | "failed" | "expected failure" | "unexpected pass";
  /** Why it failed, or the reason that was given for it. */
  readonly reason?: string;
}

/** How all cases ended. */
export interface Report {
  readonly outcomes: readonly Outcome[];
  readonly passed: number;
  readonly failed: number;
  readonly expectedFailures: number;
  /** Whether nothing failed, nothing passed unexpectedly, and every expected failure names a case. */
  readonly ok: boolean;
}

/** Throws a coded error (NONCONFORMING) unless the promise holds. */
export function check(holds: boolean, message: string): asserts holds {
  if (!holds) throw coreError("NONCONFORMING", message);
}

/** Throws unless `run` fails with a coded error, of one of `codes` when some are given. */
export async function checkCoded(
  run: () => unknown,
  codes: readonly string[] | undefined,
  what: string,
): Promise<void> {
  const error = await failureOf(run);
  check(error !== undefined, `${what}: expected ${codes?.join(" or ") ?? "a coded error"}, but nothing was thrown.`);
  check(isCoreError(error), `${what}: threw ${String(error)}, which has no code.`);
  check(
    codes === undefined || codes.includes(error.code),
    `${what}: expected ${codes?.join(" or ")}, got ${error.message}`,
  );
}

/** What `run` throws, undefined when it does not. */
export async function failureOf(run: () => unknown): Promise<unknown> {
  try {
    await run();
  } catch (error) {
    return error ?? coreError("NONCONFORMING", "undefined was thrown");
  }
  return undefined;
}

/**
 * Runs cases one after the other.
 * @param options.expectedFailures cases that may fail, with reasons; one that passes, or that names no case, makes the report not ok
 */
export async function runCases(
  cases: readonly Case[],
  options: { readonly expectedFailures?: ExpectedFailures } = {},
): Promise<Report> {
  const expected = new Map(Object.entries(options.expectedFailures ?? {}));
  const outcomes: Outcome[] = [];
  const ids = new Set<string>();
  for (const one of cases) {
    const error = ids.has(one.id)
      ? coreError("NONCONFORMING", `two cases have the id "${one.id}"`)
      : await failureOf(() => one.run());
    ids.add(one.id);
    const reason = expected.get(one.id);
    const text = error === undefined ? undefined : error instanceof Error ? error.message : String(error);
    if (reason === undefined)
      outcomes.push(
        text === undefined ? { id: one.id, status: "passed" } : { id: one.id, status: "failed", reason: text },
      );
    else outcomes.push({ id: one.id, status: text === undefined ? "unexpected pass" : "expected failure", reason });
  }
  for (const [id, reason] of expected) {
    if (!ids.has(id))
      outcomes.push({ id, status: "failed", reason: `no such case, although a failure is expected: ${reason}` });
  }
  const count = (status: Outcome["status"]): number => outcomes.filter((outcome) => outcome.status === status).length;
  const failed = count("failed") + count("unexpected pass");
  return { outcomes, passed: count("passed"), failed, expectedFailures: count("expected failure"), ok: failed === 0 };
}

/**
 * Hands cases to a test runner, one test each: `bindCases(cases, test)` with the `test` of vitest, node:test or another.
 * A case with an expected failure becomes a test that fails when the case passes.
 */
export function bindCases(
  cases: readonly Case[],
  test: (name: string, run: () => Promise<void>) => unknown,
  options: {
    readonly expectedFailures?: ExpectedFailures;
    readonly onExpectedFailure?: (id: string, reason: string) => void;
  } = {},
): void {
  const expected = options.expectedFailures ?? {};
  const ids = new Set(cases.map((one) => one.id));
  for (const one of cases) {
    const reason = Object.hasOwn(expected, one.id) ? expected[one.id] : undefined;
    test(reason === undefined ? one.id : `${one.id} (expected failure: ${reason})`, async () => {
      if (reason === undefined) return one.run();
      const error = await failureOf(() => one.run());
      check(error !== undefined, `"${one.id}" passes now: take it off the expected failures (${reason}).`);
      options.onExpectedFailure?.(one.id, reason);
    });
  }
  for (const [id, reason] of Object.entries(expected)) {
    if (!ids.has(id))
      test(`${id} (expected failure: ${reason})`, async () => check(false, `no case has the id "${id}".`));
  }
}
