// Products of matrices and vectors, and what is done pair by pair in the same way.
#include "tiles.h"

// Steps are in elements: of a and b from row to row and column to column, of all from matrix to matrix.
struct Job {
  u32 a, b, c, packed;
  u32 m, n, k, blocks;
  u32 aRow, aColumn, aMatrix, unused;
  u32 bRow, bColumn, bMatrix, half;
};

template <class T> INLINE T* address(u32 place) { return (T*)place; }
// Rows of a block times all panels, in pieces of the sum that stay in the cache. With half, what is left of the diagonal is left out.
template <class T>
static void rowsTimesPanels(const Job& job, const T* a, const T* panels, T* c, u32 first, u32 rows, T* room) {
  for (u32 start = 0; start < job.k; start += depth) {
    const u32 deep = least(depth, job.k - start);
    packRows(a + start * job.aColumn, job.aRow, job.aColumn, rows, deep, (T)1, room);
    multiplyPanels(room, panels + start * width<T>, job.k * width<T>, deep, c, job.n, rows, job.n, job.half ? first : 0, start > 0);
  }
}

// Items are blocks of rows where b is packed already, else whole matrices.
template <class T> static void multiply(u32 begin, u32 end, u8* scratch, const Job& job) {
  T* room = (T*)scratch;
  const u32 W = width<T>;
  for (u32 item = begin; item < end; item++) {
    const u32 matrix = item / job.blocks, first = item % job.blocks * (job.blocks == 1 ? job.m : rowsOfBlock);
    const u32 last = job.blocks == 1 ? job.m : least(job.m, first + rowsOfBlock);
    const T* a = address<T>(job.a) + matrix * job.aMatrix;
    T* c = address<T>(job.c) + matrix * job.m * job.n;
    const T* panels = address<T>(job.packed);
    if (job.packed == 0) {
      T* own = room + rowsOfBlock * depth;
      packColumns(0, (job.n + W - 1) / W, address<T>(job.b) + matrix * job.bMatrix, job.bRow, job.bColumn, job.n, job.k, own);
      panels = own;
    }
    for (u32 i = first; i < last; i += rowsOfBlock)
      rowsTimesPanels(job, a + i * job.aRow, panels, c + i * job.n, i, least(rowsOfBlock, last - i), room);
  }
}
template <class T> static void packAll(u32 begin, u32 end, const Job& job) {
  packColumns(begin, end, address<T>(job.b), job.bRow, job.bColumn, job.n, job.k, address<T>(job.packed));
}

// Each row with a vector: four sums of vectors, which are added up in one order.
template <class T> static void rowsTimesVector(u32 begin, u32 end, const Job& job) {
  const u32 L = lanes<T>, k = job.k;
  const T* x = address<T>(job.b);
  for (u32 i = begin; i < end; i++) {
    const T* a = address<T>(job.a) + i * job.aRow;
    Vector<T> s0 = splat((T)0), s1 = s0, s2 = s0, s3 = s0;
    u32 p = 0;
    for (; p + 4 * L <= k; p += 4 * L) {
      s0 = madd(load(a + p), load(x + p), s0);
      s1 = madd(load(a + p + L), load(x + p + L), s1);
      s2 = madd(load(a + p + 2 * L), load(x + p + 2 * L), s2);
      s3 = madd(load(a + p + 3 * L), load(x + p + 3 * L), s3);
    }
    s0 = (s0 + s1) + (s2 + s3);
    T sum = 0;
    for (u32 j = 0; j < L; j++) sum += s0[j];
    for (; p < k; p++) sum += a[p] * x[p];
    address<T>(job.c)[i] = sum;
  }
}
// A row with the columns from begin to end, four rows of b at a time.
template <class T> static void rowTimesColumns(u32 begin, u32 end, const Job& job) {
  const u32 L = lanes<T>, k = job.k, row = job.bRow;
  const T* x = address<T>(job.a);
  const T* b = address<T>(job.b);
  T* c = address<T>(job.c);
  for (u32 j = begin; j < end; j++) c[j] = 0;
  u32 p = 0;
  for (; p + 4 <= k; p += 4) {
    const T* r0 = b + p * row;
    const T* r1 = r0 + row;
    const T* r2 = r1 + row;
    const T* r3 = r2 + row;
    const Vector<T> x0 = splat(x[p]), x1 = splat(x[p + 1]), x2 = splat(x[p + 2]), x3 = splat(x[p + 3]);
    u32 j = begin;
    for (; j + L <= end; j += L) {
      Vector<T> s = madd(x0, load(r0 + j), load(c + j));
      s = madd(x1, load(r1 + j), s);
      s = madd(x2, load(r2 + j), s);
      store(c + j, madd(x3, load(r3 + j), s));
    }
    for (; j < end; j++) c[j] += x[p] * r0[j] + x[p + 1] * r1[j] + x[p + 2] * r2[j] + x[p + 3] * r3[j];
  }
  for (; p < k; p++)
    for (u32 j = begin; j < end; j++) c[j] += x[p] * b[p * row + j];
}

// The other half of a symmetric matrix, in blocks of 16 rows and columns.
template <class T> static void mirror(u32 begin, u32 end, const Job& job) {
  T* c = address<T>(job.c);
  const u32 n = job.n;
  for (u32 block = begin; block < end; block++)
    for (u32 j = 0; j <= block; j++)
      for (u32 y = block * 16; y < least(n, block * 16 + 16); y++)
        for (u32 x = j * 16; x < least(y, j * 16 + 16); x++) c[y * n + x] = c[x * n + y];
}

enum Metric { squared = 0, euclidean = 1, cityblock = 2, chebyshev = 3, cosine = 4 };

// These give the reference bodies' bits in every variant.
#pragma clang fp contract(off)
// One point with the 4 of a panel, in the reference bodies' order: four sums, of every fourth coordinate each.
template <int metric> INLINE f64x2 added(f64x2 sum, f64 own, f64x2 other) {
  if (metric == cosine) return sum + splat(own) * other;
  f64x2 d = splat(own) - other;
  if (metric == cityblock || metric == chebyshev) d = __builtin_elementwise_abs(d);
  if (metric == cityblock) return sum + d;
  // NaN is passed over: of an unordered pair the first is given. (A comparison and a choice are compiled to the other order.)
  if (metric == chebyshev) return __builtin_wasm_pmax_f64x2(sum, d);
  return sum + d * d;
}
template <int metric> INLINE f64x2 ended(f64x2 s0, f64x2 s1, f64x2 s2, f64x2 s3) {
  if (metric == chebyshev) return s0;
  f64x2 sum = s0 + s1 + (s2 + s3);
  if (metric == euclidean) return __builtin_wasm_sqrt_f64x2(sum);
  if (metric != cosine) return sum;
  sum = sum > 1 ? splat(1.0) : sum;
  return 1 - (sum < -1 ? splat(-1.0) : sum);
}
template <int metric> NOINLINE void toPanel(const f64* x, const f64* panel, u32 k, f64* out) {
  const f64x2 zero = splat(0.0);
  f64x2 a0 = zero, a1 = zero, a2 = zero, a3 = zero, b0 = zero, b1 = zero, b2 = zero, b3 = zero;
  u32 p = 0;
  if (metric != chebyshev)
    for (; p + 4 <= k; p += 4, panel += 16) {
      a0 = added<metric>(a0, x[p], load(panel));
      b0 = added<metric>(b0, x[p], load(panel + 2));
      a1 = added<metric>(a1, x[p + 1], load(panel + 4));
      b1 = added<metric>(b1, x[p + 1], load(panel + 6));
      a2 = added<metric>(a2, x[p + 2], load(panel + 8));
      b2 = added<metric>(b2, x[p + 2], load(panel + 10));
      a3 = added<metric>(a3, x[p + 3], load(panel + 12));
      b3 = added<metric>(b3, x[p + 3], load(panel + 14));
    }
  for (; p < k; p++, panel += 4) {
    a0 = added<metric>(a0, x[p], load(panel));
    b0 = added<metric>(b0, x[p], load(panel + 2));
  }
  store(out, ended<metric>(a0, a1, a2, a3));
  store(out + 2, ended<metric>(b0, b1, b2, b3));
}
INLINE void toPanelBy(u32 metric, const f64* x, const f64* panel, u32 k, f64* out) {
  if (metric == squared) toPanel<squared>(x, panel, k, out);
  else if (metric == euclidean) toPanel<euclidean>(x, panel, k, out);
  else if (metric == cityblock) toPanel<cityblock>(x, panel, k, out);
  else if (metric == chebyshev) toPanel<chebyshev>(x, panel, k, out);
  else toPanel<cosine>(x, panel, k, out);
}

// Points a (m, k) with the points of panels; with half only those that come after the own one, without gaps.
KERNEL(distances)(u32 begin, u32 end, u8*, const Job* given) {
  const Job& job = *given;
  for (u32 i = begin; i < end; i++) {
    const f64* x = address<f64>(job.a) + i * job.k;
    const u32 first = job.half ? i + 1 : 0;
    // Before row i stand m - 1, m - 2, … numbers.
    f64* out = address<f64>(job.c) + (job.half ? (u32)((u64)i * (2 * (u64)job.m - i - 1) / 2) : i * job.n);
    for (u32 j = first & ~3u; j < job.n; j += 4) {
      const f64* panel = address<f64>(job.packed) + j * job.k;
      if (j >= first && j + 4 <= job.n) {
        toPanelBy(job.unused, x, panel, job.k, out + (j - first));
        continue;
      }
      f64 edge[4];
      toPanelBy(job.unused, x, panel, job.k, edge);
      for (u32 l = 0; l < 4; l++)
        if (j + l >= first && j + l < job.n) out[j + l - first] = edge[l];
    }
  }
}

// The nearest of the panels' points of each point, the first of several, and its distance.
KERNEL(nearest)(u32 begin, u32 end, u8*, const Job* given) {
  const Job& job = *given;
  for (u32 i = begin; i < end; i++) {
    const f64* x = address<f64>(job.a) + i * job.k;
    f64 best = __builtin_inf();
    u32 label = 0;
    for (u32 j = 0; j < job.n; j += 4) {
      f64 found[4];
      toPanel<squared>(x, address<f64>(job.packed) + j * job.k, job.k, found);
      for (u32 l = 0; l < 4 && j + l < job.n; l++)
        if (found[l] < best) {
          best = found[l];
          label = j + l;
        }
    }
    address<u32>(job.b)[i] = label;
    address<f64>(job.c)[i] = __builtin_sqrt(best);
  }
}

// Rows of a sparse matrix (numbers a, columns b, where rows begin at bMatrix) times n columns of numbers.
KERNEL(sparse)(u32 begin, u32 end, u8*, const Job* given) {
  const Job& job = *given;
  const f64* data = address<f64>(job.a);
  const u32* indices = address<u32>(job.b);
  const u32* starts = address<u32>(job.bMatrix);
  const f64* x = address<f64>(job.packed);
  const u32 n = job.n;
  for (u32 i = begin; i < end; i++) {
    f64* y = address<f64>(job.c) + i * n;
    if (n == 1) {
      f64 sum = 0;
      for (u32 k = starts[i]; k < starts[i + 1]; k++) sum += data[k] * x[indices[k]];
      *y = sum;
      continue;
    }
    for (u32 j = 0; j < n; j++) y[j] = 0;
    for (u32 k = starts[i]; k < starts[i + 1]; k++) {
      const f64* from = x + indices[k] * n;
      const f64x2 factor = splat(data[k]);
      u32 j = 0;
      for (; j + 2 <= n; j += 2) store(y + j, load(y + j) + factor * load(from + j));
      if (j < n) y[j] += data[k] * from[j];
    }
  }
}
#pragma clang fp contract(on)

#define KERNELS(type, suffix)                                                                                  \
  KERNEL(multiply_##suffix)(u32 begin, u32 end, u8* scratch, const Job* job) { multiply<type>(begin, end, scratch, *job); } \
  KERNEL(pack_##suffix)(u32 begin, u32 end, u8*, const Job* job) { packAll<type>(begin, end, *job); }          \
  KERNEL(rows_##suffix)(u32 begin, u32 end, u8*, const Job* job) { rowsTimesVector<type>(begin, end, *job); }  \
  KERNEL(columns_##suffix)(u32 begin, u32 end, u8*, const Job* job) { rowTimesColumns<type>(begin, end, *job); } \
  KERNEL(mirror_##suffix)(u32 begin, u32 end, u8*, const Job* job) { mirror<type>(begin, end, *job); }

KERNELS(f32, float32)
KERNELS(f64, float64)
