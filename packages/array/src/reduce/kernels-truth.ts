import type { Block } from "./block.js";

export function foldAny(block: Block, values: Float64Array): void {
  const { source, rows, rowStep, columns, rowAt } = block;
  let { start, at } = block;
  for (let row = 0; row < rows; row++) {
    if (values[at] === 0) {
      let i = start;
      while (i < start + columns && source[i] === 0) i++;
      if (i < start + columns) values[at] = 1;
    }
    start += rowStep;
    at += rowAt;
  }
}

export function addAny(block: Block, values: Float64Array): void {
  const { source, rows, rowStep, columns, rowAt } = block;
  let { start, at } = block;
  for (let row = 0; row < rows; row++) {
    for (let i = 0; i < columns; i++) if (source[start + i] !== 0) values[at + i] = 1;
    start += rowStep;
    at += rowAt;
  }
}

export function foldAll(block: Block, values: Float64Array): void {
  const { source, rows, rowStep, columns, rowAt } = block;
  let { start, at } = block;
  for (let row = 0; row < rows; row++) {
    if (values[at] !== 0) {
      let i = start;
      while (i < start + columns && source[i] !== 0) i++;
      if (i < start + columns) values[at] = 0;
    }
    start += rowStep;
    at += rowAt;
  }
}

export function addAll(block: Block, values: Float64Array): void {
  const { source, rows, rowStep, columns, rowAt } = block;
  let { start, at } = block;
  for (let row = 0; row < rows; row++) {
    for (let i = 0; i < columns; i++) if (source[start + i] === 0) values[at + i] = 0;
    start += rowStep;
    at += rowAt;
  }
}

export function foldCount(block: Block, values: Float64Array): void {
  const { source, rows, rowStep, columns, rowAt } = block;
  let { start, at } = block;
  for (let row = 0; row < rows; row++) {
    let count = 0;
    for (let i = start; i < start + columns; i++) if (source[i] !== 0) count++;
    values[at] = (values[at] as number) + count;
    start += rowStep;
    at += rowAt;
  }
}

export function addCount(block: Block, values: Float64Array): void {
  const { source, rows, rowStep, columns, rowAt } = block;
  let { start, at } = block;
  for (let row = 0; row < rows; row++) {
    for (let i = 0; i < columns; i++) if (source[start + i] !== 0) values[at + i] = (values[at + i] as number) + 1;
    start += rowStep;
    at += rowAt;
  }
}
