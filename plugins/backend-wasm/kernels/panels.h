// Products of parts of matrices, added to others.
#pragma once
#include "tiles.h"

constexpr u32 columnsAtATime = 512;

// Memory for parts of the work, given back in one go.
struct Room {
  u8* at;
  f64* take(u32 count) {
    f64* found = (f64*)at;
    at += (count * 8 + 63) & ~63u;
    return found;
  }
};

// An element (i, j) stands at i * row + j * column.
struct Panel {
  f64* data;
  u32 row, column;
};
INLINE Panel flipped(Panel p) { return {p.data, p.column, p.row}; }

// c += scale a b for (m, k) and (k, n); the rows of c are lines of the memory.
static void addProduct(Panel c, Panel a, Panel b, u32 m, u32 k, u32 n, f64 scale, Room room) {
  f64* left = room.take(rowsOfBlock * depth);
  f64* right = room.take(columnsAtATime * depth);
  for (u32 start = 0; start < k; start += depth) {
    const u32 deep = least(depth, k - start);
    for (u32 from = 0; from < n; from += columnsAtATime) {
      const u32 wide = least(columnsAtATime, n - from), W = width<f64>;
      packColumns(0, (wide + W - 1) / W, b.data + start * b.row + from * b.column, b.row, b.column, wide, deep, right);
      for (u32 i = 0; i < m; i += rowsOfBlock) {
        const u32 rows = least(rowsOfBlock, m - i);
        packRows(a.data + i * a.row + start * a.column, a.row, a.column, rows, deep, scale, left);
        multiplyPanels(left, right, deep * W, deep, c.data + i * c.row + from, c.row, rows, wide, 0, true);
      }
    }
  }
}
