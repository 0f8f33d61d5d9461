/** How `-` reaches the commands: the parser would take the dash itself for an option. */
export const standardInput = "stdin:";

/** The arguments with `-` as {@link standardInput}. */
export function markStandardInput(argv: readonly string[]): string[] {
  return argv.map((argument) => (argument === "-" ? standardInput : argument));
}

/** All bytes of stdin. */
export async function readStandardInput(): Promise<Uint8Array> {
  const parts: Uint8Array[] = [];
  for await (const part of process.stdin) parts.push(part as Uint8Array);
  return new Uint8Array(Buffer.concat(parts));
}

/** What a FILE argument stands for: a path, or the bytes of stdin. */
export async function sourceOf(file: string): Promise<string | Uint8Array> {
  return file === standardInput ? readStandardInput() : file;
}
