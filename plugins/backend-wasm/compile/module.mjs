/**
 * Checks what the loader relies on: no data section and no atomics, so that one changed byte makes a module that shares its memory,
 * and no import but the memory.
 * @param {string} name
 * @param {Uint8Array} bytes
 */
export function checkModule(name, bytes) {
  for (const { id } of sections(bytes)) {
    if (id === 11) throw new Error(`${name}: has a data section: write constants as code, not as tables.`);
  }
  const imports = importsOf(bytes);
  if (imports.length !== 1 || imports[0] !== "env.memory")
    throw new Error(`${name}: imports ${imports.join(", ")}, expected env.memory alone.`);
}

function* sections(bytes) {
  let at = 8;
  while (at < bytes.length) {
    const id = bytes[at];
    const [size, start] = readNumber(bytes, at + 1);
    yield { id, start, end: start + size };
    at = start + size;
  }
}

function importsOf(bytes) {
  const names = [];
  for (const { id, start } of sections(bytes)) {
    if (id !== 2) continue;
    let [count, at] = readNumber(bytes, start);
    for (; count > 0; count--) {
      const [module, next] = readName(bytes, at);
      const [field, after] = readName(bytes, next);
      names.push(`${module}.${field}`);
      if (bytes[after] !== 2) return [...names, "something that is no memory"];
      if (bytes[after + 1] !== 1) return [...names, "a memory without a maximum"];
      at = readNumber(bytes, readNumber(bytes, after + 2)[1])[1];
    }
  }
  return names;
}

function readName(bytes, at) {
  const [length, start] = readNumber(bytes, at);
  return [new TextDecoder().decode(bytes.subarray(start, start + length)), start + length];
}

function readNumber(bytes, at) {
  let [value, shift] = [0, 0];
  for (;;) {
    const byte = bytes[at++];
    value += (byte & 127) * 2 ** shift;
    shift += 7;
    if (byte < 128) return [value, at];
  }
}
