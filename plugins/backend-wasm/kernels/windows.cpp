// Filters over boxes and footprints of arrays with any axes: an item is a line of the result along the last axis.
#include "lines.h"

/// How lines of the result find the lines of the input that their windows reach. All numbers are words of one list.
struct Windows {
  const u8* in;
  u32 inCode;
  /// axes before the last, lines of the window's box, elements of a line, of its border before and after, distance of lines in scratch
  u32 lead, boxLines, length, before, after, wide;
  /// For the last axis where the border's elements come from; for each axis before: size, stride in lines, place of its map.
  const i32* words;
  const i32* lastMap;
  f64 cval;
};

INLINE Windows windowsOf(const u8* in, u32 inCode, const i32* words, f64 cval) {
  return Windows{in, inCode, (u32)words[0], (u32)words[1], (u32)words[2], (u32)words[3], (u32)words[4], (u32)words[5],
                 words + 8, words + words[6], cval};
}

/// The line of the input under line `k` of the window's box of a line of the result, -1 for the constant.
INLINE i32 sourceOf(const Windows& w, const u32* index, u32 k) {
  const i32* shifts = w.words + 3 * w.lead + k * w.lead;
  i32 line = 0;
  for (u32 axis = 0; axis < w.lead; axis++) {
    const i32* one = w.words + 3 * axis;
    i32 from = (w.words - 8)[one[2] + index[axis] + shifts[axis]];
    if (from < 0) return -1;
    line += from * one[1];
  }
  return line;
}

INLINE void indexOf(const Windows& w, u32 item, u32* index) {
  for (u32 axis = w.lead; axis-- > 0;) {
    u32 size = w.words[3 * axis];
    index[axis] = item % size;
    item /= size;
  }
}

template <class A, class In> NOINLINE void lineAs(const Windows& w, i32 line, A* to) {
  // Stores of bytes may change anything, also what stands in memory for loops: so these are copies.
  const u32 before = w.before, length = w.length, all = before + length + w.after, wide = w.wide;
  const i32* map = w.lastMap;
  const A outside = (A)w.cval;
  if (line < 0) {
    SMALL_LOOP for (u32 i = 0; i < wide; i++) to[i] = outside;
    return;
  }
  const In* in = (const In*)w.in + (u32)line * length;
  if (sizeof(A) == sizeof(In)) __builtin_memcpy(to + before, in, length * sizeof(A));
  else
    for (u32 i = 0; i < length; i++) to[before + i] = (A)in[i];
  SMALL_LOOP for (u32 i = 0; i < all; i++) {
    if (i == before) i += length;
    if (i >= all) break;
    to[i] = map[i] < 0 ? outside : (A)in[map[i]];
  }
  // Vectors reach beyond the end.
  SMALL_LOOP for (u32 i = all; i < wide; i++) to[i] = to[0];
}

/// The lines of a window with their borders, in the dtype of the input.
template <class T> NOINLINE void boxOf(const Windows& w, u32 item, T* to) {
  u32 index[8];
  indexOf(w, item, index);
  for (u32 k = 0; k < w.boxLines; k++) lineAs<T, T>(w, sourceOf(w, index, k), to + k * w.wide);
}

template <class T> INLINE bool hasNaN(const T*, u32) { return false; }
template <class T> INLINE bool hasNaNOf(const T* values, u32 n) {
  bool found = false;
  for (u32 i = 0; i < n; i++) found |= values[i] != values[i];
  return found;
}
template <> inline __attribute__((always_inline)) bool hasNaN(const f32* values, u32 n) { return hasNaNOf(values, n); }
template <> inline __attribute__((always_inline)) bool hasNaN(const f64* values, u32 n) { return hasNaNOf(values, n); }

template <class V> INLINE void order(V& a, V& b) {
  V low = lesser(a, b);
  b = larger(a, b);
  a = low;
}

/// An exchange of a network: places of the lesser and the greater, and which of them is wanted (1 lesser, 2 greater, 3 both).
INLINE u32 lowOf(u32 exchange) { return exchange & 0xfff; }
INLINE u32 highOf(u32 exchange) { return exchange >> 12 & 0xfff; }
INLINE u32 wantedOf(u32 exchange) { return exchange >> 24; }

/// Does the exchanges on `vectors` vectors of each place; places are `apart` elements from each other.
template <class T> NOINLINE void exchange(T* places, u32 apart, u32 vectors, const u32* exchanges, u32 count) {
  typedef Vector<T> V;
  constexpr u32 L = lanes<T>;
  for (u32 e = 0; e < count; e++) {
    T* low = places + lowOf(exchanges[e]) * apart;
    T* high = places + highOf(exchanges[e]) * apart;
    u32 wanted = wantedOf(exchanges[e]);
    if (wanted == 3) {
      for (u32 v = 0; v < vectors * L; v += 4 * L) {
        V a0 = load(low + v), b0 = load(high + v), a1 = load(low + v + L), b1 = load(high + v + L);
        V a2 = load(low + v + 2 * L), b2 = load(high + v + 2 * L);
        V a3 = load(low + v + 3 * L), b3 = load(high + v + 3 * L);
        store(low + v, lesser(a0, b0)), store(high + v, larger(a0, b0));
        store(low + v + L, lesser(a1, b1)), store(high + v + L, larger(a1, b1));
        store(low + v + 2 * L, lesser(a2, b2)), store(high + v + 2 * L, larger(a2, b2));
        store(low + v + 3 * L, lesser(a3, b3)), store(high + v + 3 * L, larger(a3, b3));
      }
    } else if (wanted == 1) {
      for (u32 v = 0; v < vectors * L; v += L) store(low + v, lesser(load(low + v), load(high + v)));
    } else {
      for (u32 v = 0; v < vectors * L; v += L) store(high + v, larger(load(low + v), load(high + v)));
    }
  }
}

/// C. A. R. Hoare's selection, as the reference body has it: where NaN are among the neighbours they lead to the same one.
template <class T> SMALL T selectOne(T* near, i32 until, i32 rank) {
  i32 low = 0, high = until, left = rank;
  while (low < high) {
    T pivot = near[low];
    i32 i = low - 1, j = high + 1;
    for (;;) {
      do j--;
      while (near[j] > pivot);
      do i++;
      while (near[i] < pivot);
      if (i >= j) break;
      T other = near[i];
      near[i] = near[j];
      near[j] = other;
    }
    i32 below = j - low + 1;
    if (left < below) high = j;
    else {
      left -= below;
      low = j + 1;
    }
  }
  return near[low];
}

/// Medians of 3 x 3 from sorted columns: of the greatest of the least, the median of the medians and the least of the greatest.
template <class T> INLINE Vector<T> medianOfNine(const T* low, const T* middle, const T* high) {
  typedef Vector<T> V;
  V a = larger(larger(load(low), load(low + 1)), load(low + 2));
  V c = lesser(lesser(load(high), load(high + 1)), load(high + 2));
  V m = load(middle), n = load(middle + 1);
  order(m, n);
  m = larger(m, lesser(n, load(middle + 2)));
  order(a, m);
  return larger(a, lesser(m, c));
}

/// Each column's three elements in ascending order, to three lines that are `wide` from each other; they may be the rows themselves.
template <class T> INLINE void sortColumns(const T* p, const T* q, const T* r, u32 n, T* to, u32 wide) {
  typedef Vector<T> V;
  constexpr u32 L = lanes<T>;
  u32 x = 0;
  for (; x + L <= n; x += L) {
    V a = load(p + x), b = load(q + x), c = load(r + x);
    order(a, b);
    order(b, c);
    order(a, b);
    store(to + x, a), store(to + wide + x, b), store(to + 2 * wide + x, c);
  }
  SMALL_LOOP for (; x < n; x++) {
    T a = p[x], b = q[x], c = r[x], t;
    if (b < a) t = a, a = b, b = t;
    if (c < b) t = b, b = c, c = t;
    if (b < a) t = a, a = b, b = t;
    to[x] = a, to[wide + x] = b, to[2 * wide + x] = c;
  }
}

/// A line of medians of 3 x 3, straight from the rows; false where there are NaN. `seen` has the last three rows without any.
template <class T> NOINLINE bool ninesOfLine(const Windows& w, u32 item, T* sorted, const T* outside, T* to, const T** seen) {
  u32 index[8];
  indexOf(w, item, index);
  const T* rows[3];
  for (u32 k = 0; k < 3; k++) {
    i32 line = sourceOf(w, index, k);
    rows[k] = line < 0 ? outside : (const T*)w.in + (u32)line * w.length;
  }
  for (u32 k = 0; k < 3; k++)
    if (rows[k] != outside && rows[k] != seen[0] && rows[k] != seen[1] && rows[k] != seen[2] && hasNaN(rows[k], w.length)) return false;
  for (u32 k = 0; k < 3; k++) seen[k] = rows[k];
  const u32 wide = w.wide, length = w.length, before = w.before;
  sortColumns(rows[0], rows[1], rows[2], length, sorted + before, wide);
  // Columns beyond the border are those of elements inside, or of the constant.
  SMALL_LOOP for (u32 i = 0; i < before + length + w.after; i++) {
    if (i == before) i += length;
    if (i >= before + length + w.after) break;
    for (u32 k = 0; k < 3; k++) {
      T* line = sorted + k * wide;
      line[i] = w.lastMap[i] < 0 ? (T)w.cval : line[before + w.lastMap[i]];
    }
  }
  constexpr u32 L = lanes<T>;
  u32 x = 0;
  for (; x + L <= length; x += L) store(to + x, medianOfNine(sorted + x, sorted + wide + x, sorted + 2 * wide + x));
  if (x < length) {
    T last[L];
    store(last, medianOfNine(sorted + x, sorted + wide + x, sorted + 2 * wide + x));
    SMALL_LOOP for (u32 i = x; i < length; i++) to[i] = last[i - x];
  }
  return true;
}

/// The same where NaN count as greater than all numbers.
template <class T> INLINE T selectNumber(T* near, u32 count, u32 rank) {
  u32 numbers = 0;
  for (u32 k = 0; k < count; k++) {
    T value = near[k];
    if (value != value) continue;
    near[k] = near[numbers];
    near[numbers++] = value;
  }
  return rank < numbers ? selectOne(near, (i32)numbers - 1, rank) : near[rank];
}

/// `members` are the places of the footprint's elements in the box, as words of the lines one behind the other. First `sorting` sorts the columns of the box (the lines' places),
/// then `selecting` brings the wanted neighbour to place `found`.
template <class T, bool nines>
INLINE void ranks(u32 begin, u32 end, u8* scratch, const Windows& w, T* out, const u32* members, u32 count, u32 rank,
                  const u32* sorting, u32 sortingCount, const u32* selecting, u32 selectingCount, u32 found, u32 nine, u32 nanLast) {
  constexpr u32 L = lanes<T>;
  constexpr u32 vectors = 4;
  T* box = (T*)scratch;
  T* near = box + w.boxLines * w.wide;
  T* result = near + count * vectors * L;
  const T* seen[3] = {nullptr, nullptr, nullptr};
  if (nines && nine)
    SMALL_LOOP for (u32 x = 0; x < w.length; x++) result[x] = (T)w.cval;
  for (u32 item = begin; item < end; item++) {
    if (nines && nine && ninesOfLine(w, item, box, result, out + item * w.length, seen)) continue;
    boxOf(w, item, box);
    T* to = out + item * w.length;
    if (hasNaN(box, w.boxLines * w.wide)) {
      for (u32 x = 0; x < w.length; x++) {
        SMALL_LOOP for (u32 k = 0; k < count; k++) near[k] = box[members[k] + x];
        to[x] = nanLast ? selectNumber(near, count, rank) : selectOne(near, count - 1, rank);
      }
      continue;
    }
    if (sortingCount > 0) exchange(box, w.wide, w.wide / L, sorting, sortingCount);
    for (u32 x = 0; x < w.length; x += vectors * L) {
      for (u32 k = 0; k < count; k++)
        for (u32 v = 0; v < vectors; v++)
          store(near + (k * vectors + v) * L, load(box + members[k] + x + v * L));
      exchange(near, vectors * L, vectors, selecting, selectingCount);
      for (u32 v = 0; v < vectors; v++)
        store(result + x + v * L, load(near + (found * vectors + v) * L));
    }
    __builtin_memcpy(to, result, w.length * sizeof(T));
  }
}

#define RANKS(type, suffix, nines)                                                                             \
  KERNEL(rank_##suffix)(u32 begin, u32 end, u8* scratch, const u8* in, u32 inCode, const i32* words, f64 cval, \
                        type* out, const u32* members, u32 count, u32 rank, const u32* sorting, u32 sortingCount, \
                        const u32* selecting, u32 selectingCount, u32 found, u32 nine, u32 nanLast) {          \
    Windows w = windowsOf(in, inCode, words, cval);                                                            \
    ranks<type, nines>(begin, end, scratch, w, out, members, count, rank, sorting, sortingCount, selecting,           \
                selectingCount, found, nine, nanLast);                                                         \
  }
RANKS(f32, float32, true)
RANKS(f64, float64, true)
RANKS(i8, int8, false)
RANKS(u8, uint8, true)
RANKS(i16, int16, true)
RANKS(u16, uint16, true)
RANKS(i32, int32, false)
RANKS(u32, uint32, false)

/// The least (greatest) of the members of a footprint, the first of those as large, as the reference body has it.
template <class T>
INLINE void extremes(u32 begin, u32 end, u8* scratch, const Windows& w, T* out, const u32* members, u32 count, u32 greatest) {
  typedef Vector<T> V;
  constexpr u32 L = lanes<T>;
  T* box = (T*)scratch;
  T* result = box + w.boxLines * w.wide;
  for (u32 item = begin; item < end; item++) {
    boxOf(w, item, box);
    for (u32 x = 0; x < w.length; x += 2 * L) {
      V a = load(box + members[0] + x), b = load(box + members[0] + x + L);
      if (greatest)
        for (u32 k = 1; k < count; k++) {
          const T* from = box + members[k] + x;
          a = larger(a, load(from)), b = larger(b, load(from + L));
        }
      else
        for (u32 k = 1; k < count; k++) {
          const T* from = box + members[k] + x;
          a = lesser(a, load(from)), b = lesser(b, load(from + L));
        }
      store(result + x, a), store(result + x + L, b);
    }
    __builtin_memcpy(out + item * w.length, result, w.length * sizeof(T));
  }
}

#define EXTREMES(type, suffix)                                                                                 \
  KERNEL(extreme_##suffix)(u32 begin, u32 end, u8* scratch, const u8* in, u32 inCode, const i32* words, f64 cval, \
                           type* out, const u32* members, u32 count, u32 greatest) {                           \
    Windows w = windowsOf(in, inCode, words, cval);                                                            \
    extremes<type>(begin, end, scratch, w, out, members, count, greatest);                                     \
  }
EXTREMES(f32, float32)
EXTREMES(f64, float64)
EXTREMES(i8, int8)
EXTREMES(u8, uint8)
EXTREMES(i16, int16)
EXTREMES(u16, uint16)
EXTREMES(i32, int32)
EXTREMES(u32, uint32)

NOINLINE void lineOf(const Windows& w, i32 line, f64* to) {
  u32 code = w.inCode;
  if (code == FLOAT64) lineAs<f64, f64>(w, line, to);
  else if (code == FLOAT32) lineAs<f64, f32>(w, line, to);
  else if (code == INT8) lineAs<f64, i8>(w, line, to);
  else if (code == UINT8 || code == TRUTH) lineAs<f64, u8>(w, line, to);
  else if (code == INT16) lineAs<f64, i16>(w, line, to);
  else if (code == UINT16) lineAs<f64, u16>(w, line, to);
  else if (code == INT32) lineAs<f64, i32>(w, line, to);
  else lineAs<f64, u32>(w, line, to);
}

/// Sums of weights times neighbours, in the order of the footprint.
KERNEL(correlate)(u32 begin, u32 end, u8* scratch, const u8* in, u32 inCode, const i32* words, f64 cval, u8* out, u32 outCode,
                  const u32* members, u32 count, const f64* weights) {
  Windows w = windowsOf(in, inCode, words, cval);
  f64* box = (f64*)scratch;
  f64* result = box + w.boxLines * w.wide;
  Lines lines = {in, inCode, out, outCode, 0, w.length, 1, 0, 0, nullptr, 0};
  for (u32 item = begin; item < end; item++) {
    u32 index[8];
    indexOf(w, item, index);
    for (u32 k = 0; k < w.boxLines; k++) lineOf(w, sourceOf(w, index, k), box + k * w.wide);
    for (u32 x = 0; x < w.length; x += 8) {
      f64x2 s0 = splat(0.0), s1 = s0, s2 = s0, s3 = s0;
      for (u32 k = 0; k < count; k++) {
        const f64* from = box + members[k] + x;
        f64x2 weight = splat(weights[k]);
        s0 = addProduct(s0, load(from), weight), s1 = addProduct(s1, load(from + 2), weight);
        s2 = addProduct(s2, load(from + 4), weight), s3 = addProduct(s3, load(from + 6), weight);
      }
      store(result + x, s0), store(result + x + 2, s1), store(result + x + 4, s2), store(result + x + 6, s3);
    }
    scatter(lines, Block{item * w.length, 1, 0, 1, 1}, result);
  }
}

/// R. Harter's ascending minima (descending maxima) of one line, whose elements are `apart` from each other: as the reference body has it.
template <class T, bool greatest> SMALL void extremaWithNaN(const T* line, u32 length, u32 size, u32 apart, T* result, u8* room) {
  u32 ring = size + 1;
  T* values = (T*)room;
  u32* ends = (u32*)(values + (ring + 3) / 4 * 4);
  u32 head = 0, tail = 0;
  values[0] = line[0];
  ends[0] = size;
  for (u32 i = 1; i < length + size - 1; i++) {
    T value = line[i * apart];
    if (ends[head] == i) head = head + 1 == ring ? 0 : head + 1;
    if (greatest ? value >= values[head] : value <= values[head]) tail = head;
    else {
      while (greatest ? values[tail] <= value : values[tail] >= value) tail = tail == 0 ? ring - 1 : tail - 1;
      tail = tail + 1 == ring ? 0 : tail + 1;
    }
    values[tail] = value;
    ends[tail] = i + size;
    if (i >= size - 1) result[(i - size + 1) * apart] = values[head];
  }
}

/// The extreme of the first two at each place: of two as large the later one.
template <bool greatest, class V> INLINE V extreme(V earlier, V later) {
  return greatest ? larger(later, earlier) : lesser(later, earlier);
}

template <class T, bool greatest> NOINLINE void extremaOf(const T* from, u32 n, u32 distance, T* to) {
  typedef Vector<T> V;
  constexpr u32 L = lanes<T>;
  u32 j = 0;
  for (; j + 2 * L <= n; j += 2 * L) {
    V a = extreme<greatest>(load(from + j), load(from + j + distance));
    V b = extreme<greatest>(load(from + j + L), load(from + j + L + distance));
    store(to + j, a), store(to + j + L, b);
  }
  SMALL_LOOP for (; j < n; j++) {
    T a = from[j], b = from[j + distance];
    to[j] = (greatest ? a > b : a < b) ? a : b;
  }
}

/// Extremes over windows of 2, 4, 8 … elements, the last two overlapping.
template <class T, bool greatest> INLINE void extrema(u32 begin, u32 end, u8* scratch, const Lines& lines, u32 size) {
  u32 apart = lines.inner == 1 ? 1 : 64 / sizeof(T);
  u32 wide = lines.before + lines.length + lines.after;
  T* line = (T*)scratch;
  T* result = line + (wide * apart + 63) / 64 * 64;
  u8* room = (u8*)(result + (lines.length * apart + 63) / 64 * 64);
  for (u32 item = begin; item < end; item++) {
    Block block = blockOf(lines, item, apart);
    gatherAs<T, T>(lines, block, line);
    extend(lines, apart, line);
    if (hasNaN(line, wide * apart)) {
      for (u32 k = 0; k < block.count; k++)
        extremaWithNaN<T, greatest>(line + k, lines.length, size, apart, result + k, room);
    } else {
      u32 width = 1;
      for (; 2 * width < size; width *= 2) extremaOf<T, greatest>(line, (wide - 2 * width + 1) * apart, width * apart, line);
      extremaOf<T, greatest>(line, lines.length * apart, (size - width) * apart, result);
    }
    // Elements go back as they are.
    if (apart == 1) __builtin_memcpy((T*)lines.out + block.start, result, lines.length * sizeof(T));
    else if (block.count == apart)
      for (u32 i = 0; i < lines.length; i++)
        __builtin_memcpy((T*)lines.out + block.start + i * block.step, result + i * apart, 64);
    else
      for (u32 i = 0; i < lines.length; i++)
        SMALL_LOOP for (u32 k = 0; k < block.count; k++) ((T*)lines.out)[block.start + i * block.step + k] = result[i * apart + k];
  }
}

#define EXTREMA(type, suffix)                                                                                  \
  KERNEL(minimum1d_##suffix)(u32 begin, u32 end, u8* scratch, LINES, u32 size) {                               \
    Lines lines = THE_LINES;                                                                                   \
    extrema<type, false>(begin, end, scratch, lines, size);                                                    \
  }                                                                                                            \
  KERNEL(maximum1d_##suffix)(u32 begin, u32 end, u8* scratch, LINES, u32 size) {                               \
    Lines lines = THE_LINES;                                                                                   \
    extrema<type, true>(begin, end, scratch, lines, size);                                                     \
  }
EXTREMA(f32, float32)
EXTREMA(f64, float64)
EXTREMA(i8, int8)
EXTREMA(u8, uint8)
EXTREMA(i16, int16)
EXTREMA(u16, uint16)
EXTREMA(i32, int32)
EXTREMA(u32, uint32)
