// Products of matrices: both are packed into panels that tiles of 4 rows and two vectors of columns take from one end to the other.
#pragma once
#include "vectors.h"

constexpr u32 depth = 256;
constexpr u32 rowsOfBlock = 64;

template <class T> constexpr u32 width = 2 * lanes<T>;

// Panels of as many columns as a tile has: [panel][k][columns], filled up with zeros.
template <class T> NOINLINE void packColumns(u32 begin, u32 end, const T* b, u32 row, u32 column, u32 n, u32 k, T* out) {
  const u32 W = width<T>;
  for (u32 panel = begin; panel < end; panel++) {
    const T* from = b + panel * W * column;
    T* to = out + panel * W * k;
    const u32 have = least(W, n - panel * W);
    if (have == W && column == 1) {
      for (u32 i = 0; i < k; i++, from += row, to += W) {
        store(to, load(from));
        store(to + lanes<T>, load(from + lanes<T>));
      }
    } else {
      for (u32 i = 0; i < k; i++, from += row, to += W)
        for (u32 j = 0; j < W; j++) to[j] = j < have ? from[j * column] : (T)0;
    }
  }
}
// Panels of 4 rows, times a factor: [panel][k][4].
template <class T> NOINLINE void packRows(const T* a, u32 row, u32 column, u32 m, u32 k, T scale, T* out) {
  for (u32 i = 0; i < m; i += 4, a += 4 * row) {
    const T* r0 = a;
    const T* r1 = i + 1 < m ? a + row : a;
    const T* r2 = i + 2 < m ? a + 2 * row : a;
    const T* r3 = i + 3 < m ? a + 3 * row : a;
    if (row == 1 && i + 4 <= m) {
      for (u32 p = 0; p < k; p++, out += 4)
        for (u32 y = 0; y < 4; y += lanes<T>) store(out + y, splat(scale) * load(a + p * column + y));
      continue;
    }
    for (u32 p = 0, at = 0; p < k; p++, at += column, out += 4) {
      out[0] = scale * r0[at];
      out[1] = scale * r1[at];
      out[2] = scale * r2[at];
      out[3] = scale * r3[at];
    }
  }
}

template <class T> NOINLINE void tile(const T* a, const T* b, u32 k, T* c, u32 row, bool more) {
  typedef Vector<T> V;
  const u32 L = lanes<T>, W = width<T>;
  V c00 = splat((T)0), c01 = c00, c10 = c00, c11 = c00, c20 = c00, c21 = c00, c30 = c00, c31 = c00;
  // Engines order what has no effect as they like, within a step of a loop: one step has just enough for the registers.
#pragma clang loop unroll(disable)
  for (u32 p = 0; p < k; p++, a += 4, b += W) {
    const V b0 = load(b), b1 = load(b + L);
    V s = splat(a[0]);
    c00 = madd(s, b0, c00);
    c01 = madd(s, b1, c01);
    s = splat(a[1]);
    c10 = madd(s, b0, c10);
    c11 = madd(s, b1, c11);
    s = splat(a[2]);
    c20 = madd(s, b0, c20);
    c21 = madd(s, b1, c21);
    s = splat(a[3]);
    c30 = madd(s, b0, c30);
    c31 = madd(s, b1, c31);
    asm volatile("" ::: "memory");
  }
  if (more) {
    c00 += load(c);
    c01 += load(c + L);
    c10 += load(c + row);
    c11 += load(c + row + L);
    c20 += load(c + 2 * row);
    c21 += load(c + 2 * row + L);
    c30 += load(c + 3 * row);
    c31 += load(c + 3 * row + L);
  }
  store(c, c00);
  store(c + L, c01);
  store(c + row, c10);
  store(c + row + L, c11);
  store(c + 2 * row, c20);
  store(c + 2 * row + L, c21);
  store(c + 3 * row, c30);
  store(c + 3 * row + L, c31);
}

// Packed rows times panels that are `step` elements apart, into rows of c; with `from` only what is not left of that column.
template <class T>
NOINLINE void multiplyPanels(const T* a, const T* panels, u32 step, u32 deep, T* c, u32 row, u32 rows, u32 n, u32 from, bool more) {
  const u32 W = width<T>;
  for (u32 j = 0; j < n; j += W, panels += step) {
    if (j + W <= from) continue;
    for (u32 i = 0; i < rows; i += 4) {
      T* to = c + i * row + j;
      if (i + 4 <= rows && j + W <= n) {
        tile(a + i * deep, panels, deep, to, row, more);
        continue;
      }
      T edge[4 * width<T>];
      tile(a + i * deep, panels, deep, edge, W, false);
      for (u32 y = 0; y < 4 && i + y < rows; y++)
        for (u32 x = 0; x < W && j + x < n; x++)
          to[y * row + x] = more ? to[y * row + x] + edge[y * W + x] : edge[y * W + x];
    }
  }
}
