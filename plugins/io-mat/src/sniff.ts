/** How sure the first bytes are those of a MATLAB file. Version 4 has no signature, only a first word that few files begin with. */
export function sniffMat(head: Uint8Array): number {
  if (head.length >= 128) {
    const mark = String.fromCharCode(head[126] as number, head[127] as number);
    const version = mark === "IM" ? head[125] : mark === "MI" ? head[124] : undefined;
    if (version === 1 || version === 2) return 1;
  }
  if (head.length < 20) return 0;
  const view = new DataView(head.buffer, head.byteOffset, 20);
  return [true, false].some((littleEndian) => isLevel4Head(view, littleEndian)) ? 0.6 : 0;
}

function isLevel4Head(view: DataView, littleEndian: boolean): boolean {
  const [type = -1, rows = -1, columns = -1, imaginary = -1, name = -1] = [0, 4, 8, 12, 16].map((at) =>
    view.getInt32(at, littleEndian),
  );
  const machine = Math.floor(type / 1000);
  const rest = type % 1000;
  return (
    machine === (littleEndian ? 0 : 1) &&
    rest >= 0 &&
    rest <= 52 &&
    rest % 10 <= 2 &&
    rows >= 0 &&
    columns >= 0 &&
    (imaginary === 0 || imaginary === 1) &&
    name >= 2 &&
    name <= 64
  );
}
