import { type CoreError, isCoreError } from "@core/array";

/** Exit codes of the command. */
export const exitCodes = { ok: 0, failed: 1, usage: 2, interrupted: 130 } as const;

/** Where a command writes and what stops it. */
export interface Terminal {
  /** Data: what the command was asked for. */
  out(text: string): void;
  /** What the user should know meanwhile. */
  note(text: string): void;
  /** Aborted by Ctrl-C. */
  readonly signal: AbortSignal;
  /** Shows a bar on stderr when that is a terminal. */
  onProgress(done: number, total: number): void;
  /** Takes the bar away. */
  endProgress(): void;
}

/** A mistake in how the command was called. */
export class UsageError extends Error {}

/** Prints an error as people or programs like it, and tells the exit code. */
export function reportError(error: unknown, terminal: Terminal, json: boolean): number {
  terminal.endProgress();
  const interrupted = terminal.signal.aborted || isCoreError(error, "ABORTED");
  const usage = error instanceof UsageError || (error instanceof Error && error.name === "CACError");
  const code = interrupted ? exitCodes.interrupted : usage ? exitCodes.usage : exitCodes.failed;
  const message = error instanceof Error ? error.message : String(error);
  if (json) {
    const coded = isCoreError(error) ? { code: error.code, ...installOf(error) } : { code: usage ? "USAGE" : "FAILED" };
    terminal.note(JSON.stringify({ error: { ...coded, message } }));
  } else if (interrupted) {
    terminal.note("hyperscope: interrupted.");
  } else {
    terminal.note(`hyperscope: ${message}`);
    if (usage) terminal.note("Try: hyperscope --help");
  }
  return code;
}

function installOf(error: CoreError): { install?: string } {
  return error.install === undefined ? {} : { install: error.install };
}
