// Copies of views: elements as they are, whatever they are, into one line of elements side by side.
#pragma once
#include "vectors.h"

struct Sixteen {
  u64 parts[2];
};

/** Elements of a view along two axes, as steps in elements; in the target the columns lie side by side. */
struct Plane {
  u32 rows;
  i32 from, to;
  u32 columns;
  i32 step;
};

template <class T> INLINE void copyRow(const T* from, T* to, u32 n) {
  if (n * sizeof(T) >= 512) {
    __builtin_memcpy(to, from, n * sizeof(T));
    return;
  }
  u32 i = 0;
  for (; (i + 1) * 16 <= n * sizeof(T); i++) store((u8*)to + 16 * i, load((const u8*)from + 16 * i));
  for (i = i * 16 / sizeof(T); i < n; i++) to[i] = from[i];
}

INLINE void turnTile(const u32* from, i32 step, u32* to, i32 apart) {
  typedef Vector<u32> V;
  const V a = load(from), b = load(from + step), c = load(from + 2 * step), d = load(from + 3 * step);
  const V ab = __builtin_shufflevector(a, b, 0, 4, 1, 5), cd = __builtin_shufflevector(c, d, 0, 4, 1, 5);
  const V abHigh = __builtin_shufflevector(a, b, 2, 6, 3, 7), cdHigh = __builtin_shufflevector(c, d, 2, 6, 3, 7);
  store(to, __builtin_shufflevector(ab, cd, 0, 1, 4, 5));
  store(to + apart, __builtin_shufflevector(ab, cd, 2, 3, 6, 7));
  store(to + 2 * apart, __builtin_shufflevector(abHigh, cdHigh, 0, 1, 4, 5));
  store(to + 3 * apart, __builtin_shufflevector(abHigh, cdHigh, 2, 3, 6, 7));
}
INLINE void turnTile(const u64* from, i32 step, u64* to, i32 apart) {
  const Vector<u64> a = load(from), b = load(from + step);
  store(to, __builtin_shufflevector(a, b, 0, 2));
  store(to + apart, __builtin_shufflevector(a, b, 1, 3));
}

/** Where the rows lie side by side in the source: square tiles, since a row of the target has each element from another line of the cache. */
template <class T> INLINE void turnPlane(const T* from, T* to, Plane p) {
  const u32 w = lanes<T>, rows = p.rows / w * w, columns = p.columns / w * w;
  for (u32 j = 0; j < columns; j += w)
    for (u32 i = 0; i < rows; i += w) turnTile(from + (i32)j * p.step + i, p.step, to + (i32)i * p.to + j, p.to);
  for (u32 j = 0; j < p.columns; j++)
    for (u32 i = j < columns ? rows : 0; i < p.rows; i++) to[(i32)i * p.to + j] = from[(i32)j * p.step + i];
}

template <class T> INLINE void copyPlane(const T* from, T* to, Plane p) {
  if (p.step == 1) {
    for (u32 i = 0; i < p.rows; i++) copyRow(from + (i32)i * p.from, to + (i32)i * p.to, p.columns);
    return;
  }
  if constexpr (sizeof(T) == 4 || sizeof(T) == 8)
    if (p.from == 1) return turnPlane(from, to, p);
  for (u32 i = 0; i < p.rows; i++) {
    const T* row = from + (i32)i * p.from;
    T* own = to + (i32)i * p.to;
    for (u32 j = 0; j < p.columns; j++, row += p.step) own[j] = *row;
  }
}

/** Items are blocks of a plane at a place along the other axes; `table` has the length, the step from and the step to of each of these. */
template <class T>
NOINLINE void copyBlocks(u32 begin, u32 end, const T* source, T* target, const i32* table, u32 others, Plane plane, u32 blockRows, u32 blockColumns) {
  const u32 down = (plane.rows + blockRows - 1) / blockRows, across = (plane.columns + blockColumns - 1) / blockColumns;
  for (u32 item = begin; item < end; item++) {
    const u32 row = item / across % down * blockRows, column = item % across * blockColumns;
    i32 from = (i32)row * plane.from + (i32)column * plane.step, to = (i32)row * plane.to + (i32)column;
    for (u32 axis = others, rest = item / across / down; axis-- > 0;) {
      const u32 length = table[3 * axis];
      const i32 at = rest % length;
      from += at * table[3 * axis + 1];
      to += at * table[3 * axis + 2];
      rest /= length;
    }
    copyPlane(source + from, target + to,
              {least(blockRows, plane.rows - row), plane.from, plane.to, least(blockColumns, plane.columns - column), plane.step});
  }
}

#define COPY(type, bytes)                                                                                                      \
  KERNEL(copy_##bytes)                                                                                                         \
  (u32 begin, u32 end, u8*, const type* source, type* target, const i32* table, u32 others, u32 rows, i32 from, i32 to,        \
   u32 columns, i32 step, u32 blockRows, u32 blockColumns) {                                                                   \
    copyBlocks(begin, end, source, target, table, others, {rows, from, to, columns, step}, blockRows, blockColumns);           \
  }
COPY(u8, 1)
COPY(u16, 2)
COPY(u32, 4)
COPY(u64, 8)
COPY(Sixteen, 16)
