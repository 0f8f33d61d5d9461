// Decompositions of real matrices, in the reference bodies' steps.
#include "reflectors.h"

struct Job {
  u32 a, m, n, room;
  // Results: what they are, each kernel says.
  u32 first, second, third, columns;
  u32 failed, vectors;
};
template <class T> INLINE T* address(u32 place) { return (T*)place; }

// The job of one matrix of a stack, whose parts of so many bytes stand one behind the other.
INLINE Job ofStack(const Job& job, u32 item, u8* scratch, u32 first, u32 second, u32 third) {
  Job own = job;
  own.a += item * job.m * job.n * 8;
  own.first += item * first;
  own.second += item * second;
  own.third += item * third;
  own.room = (u32)scratch;
  own.failed = 0;
  return own;
}

INLINE void subtractMultiple(f64* to, const f64* from, f64 factor, u32 count) {
  const f64x2 f = splat(factor);
  u32 k = 0;
  for (; k + 2 <= count; k += 2) store(to + k, load(to + k) - f * load(from + k));
  if (k < count) to[k] -= factor * from[k];
}
INLINE f64 dot(const f64* a, const f64* b, u32 count) {
  f64x2 s0 = splat(0.0), s1 = s0;
  u32 k = 0;
  for (; k + 4 <= count; k += 4) {
    s0 += load(a + k) * load(b + k);
    s1 += load(a + k + 2) * load(b + k + 2);
  }
  s0 += s1;
  f64 sum = s0[0] + s0[1];
  for (; k < count; k++) sum += a[k] * b[k];
  return sum;
}

constexpr u32 columnsOfPanel = 8;

// The columns start to end of LU factors, eight at a time.
static void factorPanel(f64* a, u32 m, u32 n, u32 start, u32 end, u32* swaps) {
  for (u32 inner = start; inner < end; inner += columnsOfPanel) {
    const u32 last = least(inner + columnsOfPanel, end);
    for (u32 j = inner; j < last; j++) {
      u32 pivot = j;
      f64 largest = -1;
      for (u32 i = j; i < m; i++) {
        const f64 own = size(a[i * n + j]);
        if (own > largest) {
          largest = own;
          pivot = i;
        }
      }
      swaps[j] = pivot;
      f64* row = a + j * n;
      if (pivot != j) {
        f64* other = a + pivot * n;
        for (u32 k = 0; k < n; k++) {
          const f64 kept = other[k];
          other[k] = row[k];
          row[k] = kept;
        }
      }
      const f64 own = row[j], reciprocal = 1 / own;
      const bool whole = size(reciprocal) < __builtin_inf();
      for (u32 i = j + 1; i < m; i++) {
        f64* line = a + i * n;
        if (own != 0) line[j] = whole ? line[j] * reciprocal : line[j] / own;
        subtractMultiple(line + j + 1, row + j + 1, line[j], last - j - 1);
      }
    }
    if (last == end) return;
    for (u32 i = inner + 1; i < last; i++)
      for (u32 k = inner; k < i; k++) subtractMultiple(a + i * n + last, a + k * n + last, a[i * n + k], end - last);
    for (u32 i = last; i < m; i++) {
      f64* line = a + i * n;
      u32 c = last;
      for (; c + 4 <= end; c += 4) {
        f64x2 x = load(line + c), y = load(line + c + 2);
        for (u32 k = inner; k < last; k++) {
          const f64x2 f = splat(line[k]);
          x -= f * load(a + k * n + c);
          y -= f * load(a + k * n + c + 2);
        }
        store(line + c, x);
        store(line + c + 2, y);
      }
      for (; c < end; c++)
        for (u32 k = inner; k < last; k++) line[c] -= line[k] * a[k * n + c];
    }
  }
}
static void factorLu(const Job& job) {
  const u32 m = job.m, n = job.n, count = least(m, n), block = 32;
  f64* a = address<f64>(job.a);
  Room room = {address<u8>(job.room)};
  for (u32 start = 0; start < count; start += block) {
    const u32 end = least(start + block, count);
    factorPanel(a, m, n, start, end, address<u32>(job.first));
    if (end == n) continue;
    for (u32 i = start; i < end; i++)
      for (u32 k = start; k < i; k++) subtractMultiple(a + i * n + end, a + k * n + end, a[i * n + k], n - end);
    if (end < m)
      addProduct({a + end * n + end, n, 1}, {a + end * n + start, n, 1}, {a + start * n + end, n, 1}, m - end, end - start,
                 n - end, -1, room);
  }
}
// LU factors in the place of a, and the rows that were swapped (LAPACK's dgetrf).
KERNEL(lu)(u32 begin, u32 end, u8* scratch, const Job* job) {
  for (u32 i = begin; i < end; i++) factorLu(ofStack(*job, i, scratch, 4 * least(job->m, job->n), 0, 0));
}

// Right sides (first, so many columns) become solutions, by LU factors and their swaps (second).
static void solveLu(const Job& job) {
  const u32 n = job.n, columns = job.columns, block = 32;
  const f64* a = address<f64>(job.a);
  f64* x = address<f64>(job.first);
  const u32* swaps = address<u32>(job.second);
  Room room = {address<u8>(job.room)};
  for (u32 i = 0; i < n; i++)
    if (swaps[i] != i)
      for (u32 k = 0; k < columns; k++) {
        const f64 kept = x[i * columns + k];
        x[i * columns + k] = x[swaps[i] * columns + k];
        x[swaps[i] * columns + k] = kept;
      }
  if (columns == 1) {
    for (u32 i = 1; i < n; i++) x[i] -= dot(a + i * n, x, i);
    for (u32 i = n; i-- > 0;) x[i] = (x[i] - dot(a + i * n + i + 1, x + i + 1, n - i - 1)) / a[i * n + i];
    return;
  }
  for (u32 start = 0; start < n; start += block) {
    const u32 end = least(start + block, n);
    for (u32 i = start; i < end; i++)
      for (u32 k = start; k < i; k++) subtractMultiple(x + i * columns, x + k * columns, a[i * n + k], columns);
    if (end < n)
      addProduct({x + end * columns, columns, 1}, {(f64*)a + end * n + start, n, 1}, {x + start * columns, columns, 1}, n - end,
                 end - start, columns, -1, room);
  }
  for (u32 end = n; end > 0;) {
    const u32 start = (end - 1) / block * block;
    for (u32 i = end; i-- > start;) {
      for (u32 k = i + 1; k < end; k++) subtractMultiple(x + i * columns, x + k * columns, a[i * n + k], columns);
      const f64 own = a[i * n + i];
      for (u32 k = 0; k < columns; k++) x[i * columns + k] /= own;
    }
    if (start > 0)
      addProduct({x, columns, 1}, {(f64*)a + start, n, 1}, {x + start * columns, columns, 1}, start, end - start, columns, -1, room);
    end = start;
  }
}
KERNEL(solve)(u32 begin, u32 end, u8* scratch, const Job* job) {
  for (u32 i = begin; i < end; i++) solveLu(ofStack(*job, i, scratch, 8 * job->n * job->columns, 4 * job->n, 0));
}

// The lower Cholesky factor in the place of a (LAPACK's dpotrf); first becomes the first bad minor, counted from 1, or 0.
static u32 factorCholesky(f64* a, u32 n, Room room) {
  const u32 block = 32, strip = 64;
  for (u32 start = 0; start < n; start += block) {
    const u32 end = least(start + block, n);
    for (u32 i = start; i < n; i++) {
      f64* line = a + i * n;
      for (u32 j = start; j < least(i, end); j++)
        line[j] = (line[j] - dot(line + start, a + j * n + start, j - start)) / a[j * n + j];
      if (i >= end) continue;
      const f64 pivot = line[i] - dot(line + start, line + start, i - start);
      if (!(pivot > 0)) return i + 1;
      line[i] = __builtin_sqrt(pivot);
      for (u32 k = i + 1; k < n; k++) line[k] = 0;
    }
    for (u32 c = end; c < n; c += strip)
      addProduct({a + c * n + c, n, 1}, {a + c * n + start, n, 1}, {a + c * n + start, 1, n}, n - c, end - start, least(strip, n - c),
                 -1, room);
  }
  return 0;
}
KERNEL(cholesky)(u32 begin, u32 end, u8* scratch, const Job* job) {
  for (u32 i = begin; i < end; i++)
    address<u32>(job->first)[i] = factorCholesky(address<f64>(job->a) + i * job->n * job->n, job->n, {scratch});
}

// QR factors in the place of a, tau (first), and so many columns of Q (second).
static void decomposeQr(const Job& job) {
  const u32 m = job.m, n = job.n, columns = job.columns;
  Room room = {address<u8>(job.room)};
  Reflectors own = {address<f64>(job.a), m, n, address<f64>(job.first), least(m, n), 0};
  factorQr(own, room);
  if (columns == 0) return;
  f64* q = address<f64>(job.second);
  for (u32 i = 0; i < m * columns; i++) q[i] = 0;
  for (u32 i = 0; i < least(m, columns); i++) q[i * columns + i] = 1;
  applyReflectors(own, q, columns, true, room);
}
KERNEL(qr)(u32 begin, u32 end, u8* scratch, const Job* job) {
  const u32 m = job->m;
  for (u32 i = begin; i < end; i++) decomposeQr(ofStack(*job, i, scratch, 8 * least(m, job->n), 8 * m * job->columns, 0));
}

// Turns neighbouring rows of n columns, one pair after the other: k and k + 1 become c x + s y and c y - s x.
static void rotateRows(f64* z, u32 n, u32 count, const f64* cosines, const f64* sines, bool backward) {
  u32 column = 0;
  for (; column + 8 <= n; column += 8) {
    f64* at = z + column + (backward ? count * n : 0);
    f64x2 x0 = load(at), x1 = load(at + 2), x2 = load(at + 4), x3 = load(at + 6);
    for (u32 i = 0; i < count; i++) {
      const u32 k = backward ? count - 1 - i : i;
      const f64x2 c = splat(cosines[k]), s = backward ? splat(-sines[k]) : splat(sines[k]);
      f64* other = backward ? at - n : at + n;
      const f64x2 y0 = load(other), y1 = load(other + 2), y2 = load(other + 4), y3 = load(other + 6);
      store(at, c * x0 + s * y0);
      store(at + 2, c * x1 + s * y1);
      store(at + 4, c * x2 + s * y2);
      store(at + 6, c * x3 + s * y3);
      x0 = c * y0 - s * x0;
      x1 = c * y1 - s * x1;
      x2 = c * y2 - s * x2;
      x3 = c * y3 - s * x3;
      at = other;
    }
    store(at, x0);
    store(at + 2, x1);
    store(at + 4, x2);
    store(at + 6, x3);
  }
  for (; column < n; column++) {
    f64* at = z + column + (backward ? count * n : 0);
    f64 x = *at;
    for (u32 i = 0; i < count; i++) {
      const u32 k = backward ? count - 1 - i : i;
      const f64 c = cosines[k], s = backward ? -sines[k] : sines[k];
      f64* other = backward ? at - n : at + n;
      const f64 y = *other;
      *at = c * x + s * y;
      x = c * y - s * x;
      at = other;
    }
    *at = x;
  }
}
static void transpose(const f64* a, u32 m, u32 n, f64* out) {
  for (u32 i = 0; i < m; i++)
    for (u32 j = 0; j < n; j++) out[j * m + i] = a[i * n + j];
}
static void unit(f64* z, u32 n) {
  for (u32 i = 0; i < n * n; i++) z[i] = 0;
  for (u32 i = 0; i < n; i++) z[i * n + i] = 1;
}
// Sorts values with their rows.
static void sortRows(f64* d, u32 n, f64* u, f64* v, bool falling) {
  for (u32 i = 0; i + 1 < n; i++) {
    u32 best = i;
    for (u32 k = i + 1; k < n; k++)
      if (falling ? d[k] > d[best] : d[k] < d[best]) best = k;
    if (best == i) continue;
    const f64 kept = d[best];
    d[best] = d[i];
    d[i] = kept;
    for (f64* z = u; z != nullptr; z = z == u && v != u ? v : nullptr)
      for (u32 j = 0; j < n; j++) {
        const f64 own = z[best * n + j];
        z[best * n + j] = z[i * n + j];
        z[i * n + j] = own;
      }
  }
}

struct Rotation {
  f64 c, s, r;
};
static Rotation rotation(f64 f, f64 g) {
  if (g == 0) return {1, 0, f};
  if (f == 0) return {0, g > 0 ? 1.0 : -1.0, size(g)};
  const f64 a = size(f), b = size(g);
  f64 length = __builtin_sqrt(f * f + g * g);
  if (!(a > 1e-150 && a < 1e150 && b > 1e-150 && b < 1e150)) length = hypotenuse(f, g);
  const f64 r = f >= 0 ? length : -length;
  return {a / length, g / r, r};
}

// The smaller singular value of [[f, g], [0, h]] (LAPACK's dlas2).
static f64 smaller(f64 f, f64 g, f64 h) {
  const f64 ga = size(g), low = least(size(f), size(h)), high = greatest(size(f), size(h));
  if (low == 0) return 0;
  const f64 as = 1 + low / high, at = (high - low) / high;
  if (ga < high) {
    const f64 au = (ga / high) * (ga / high);
    return low * (2 / (__builtin_sqrt(as * as + au) + __builtin_sqrt(at * at + au)));
  }
  const f64 au = high / ga;
  if (au == 0) return low * high / ga;
  const f64 p = as * au, q = at * au;
  return 2 * (low * (1 / (__builtin_sqrt(1 + p * p) + __builtin_sqrt(1 + q * q))) * au);
}

struct Pair {
  f64 large, small, sinRight, cosRight, sinLeft, cosLeft;
};
INLINE f64 sign(f64 x) { return __builtin_copysign(1.0, x); }
// Values and rotations of [[f, g], [0, h]] (LAPACK's dlasv2).
static Pair solvedPair(f64 f, f64 g, f64 h) {
  f64 ft = f, ht = h;
  const bool swap = size(h) > size(f);
  if (swap) {
    ft = h;
    ht = f;
  }
  const f64 fa = size(ft), ha = size(ht), ga = size(g);
  int largest = swap ? 3 : 1;
  Pair p = {fa, ha, 0, 1, 0, 1};
  if (ga != 0) {
    if (ga > fa) largest = 2;
    if (ga > fa && fa / ga < precision / 2)
      p = {ga, ha > 1 ? fa / (ga / ha) : fa / ga * ha, 1, ft / g, ht / g, 1};
    else {
      const f64 difference = fa - ha, m = g / ft, mm = m * m;
      f64 l = difference == fa ? 1 : difference / fa, t = 2 - l;
      const f64 s = __builtin_sqrt(t * t + mm), r = l == 0 ? size(m) : __builtin_sqrt(l * l + mm), a = 0.5 * (s + r);
      p.small = ha / a;
      p.large = fa * a;
      if (mm == 0) t = l == 0 ? 2 * sign(ft) * sign(g) : g / __builtin_copysign(difference, ft) + m / t;
      else t = (m / (s + t) + m / (r + l)) * (1 + a);
      l = __builtin_sqrt(t * t + 4);
      p.cosRight = 2 / l;
      p.sinRight = t / l;
      p.cosLeft = (p.cosRight + p.sinRight * m) / a;
      p.sinLeft = ht / ft * p.sinRight / a;
    }
  }
  if (swap) p = {p.large, p.small, p.cosLeft, p.sinLeft, p.cosRight, p.sinRight};
  const f64 own = largest == 1   ? sign(p.cosRight) * sign(p.cosLeft) * sign(f)
                  : largest == 2 ? sign(p.sinRight) * sign(p.cosLeft) * sign(g)
                                 : sign(p.sinRight) * sign(p.sinLeft) * sign(h);
  p.large = __builtin_copysign(p.large, own);
  p.small = __builtin_copysign(p.small, own * sign(f) * sign(h));
  return p;
}

// A matrix with at least as many rows as columns as Q B Pt with B upper bidiagonal (LAPACK's dgebd2).
static void bidiagonalize(f64* a, u32 m, u32 n, f64* d, f64* e, f64* tau, f64* tauRight, f64* right, Room room) {
  f64* v = room.take(m);
  f64* x = room.take(m);
  f64* w = room.take(n);
  f64* u = room.take(n);
  for (u32 i = 0; i < n; i++) {
    f64* head = a + i * n + i;
    tau[i] = makeReflector(head, head + n, n, m - i);
    d[i] = *head;
    if (i + 1 == n) return;
    v[i] = 1;
    for (u32 row = i + 1; row < m; row++) v[row] = a[row * n + i];
    for (u32 k = i + 1; k < n; k++) w[k] = 0;
    u32 row = i;
    for (; row + 4 <= m; row += 4) {
      const f64* at = a + row * n;
      for (u32 k = i + 1; k < n; k++)
        w[k] += v[row] * at[k] + v[row + 1] * at[k + n] + v[row + 2] * at[k + 2 * n] + v[row + 3] * at[k + 3 * n];
    }
    for (; row < m; row++)
      for (u32 k = i + 1; k < n; k++) w[k] += v[row] * a[row * n + k];
    for (u32 k = i + 1; k < n; k++) {
      w[k] *= tau[i];
      a[i * n + k] -= w[k];
    }
    tauRight[i] = makeReflector(head + 1, head + 2, 1, n - i - 1);
    e[i] = head[1];
    u[i + 1] = 1;
    for (u32 k = i + 2; k < n; k++) u[k] = a[i * n + k];
    for (u32 k = i + 1; k < n; k++) right[k * n + i] = u[k];
    // A loses v wt and x ut, where x = tau (A - v wt) u, line by line while it is at hand.
    for (row = i + 1; row < m; row++) {
      f64* at = a + row * n;
      const f64x2 own = splat(v[row]);
      f64x2 s0 = splat(0.0), s1 = s0;
      u32 k = i + 1;
      for (; k + 4 <= n; k += 4) {
        const f64x2 y0 = load(at + k) - own * load(w + k), y1 = load(at + k + 2) - own * load(w + k + 2);
        store(at + k, y0);
        store(at + k + 2, y1);
        s0 += y0 * load(u + k);
        s1 += y1 * load(u + k + 2);
      }
      s0 += s1;
      f64 sum = s0[0] + s0[1];
      for (; k < n; k++) {
        at[k] -= v[row] * w[k];
        sum += at[k] * u[k];
      }
      x[row] = tauRight[i] * sum;
      for (k = i + 1; k < n; k++) at[k] -= x[row] * u[k];
    }
  }
}

// A bidiagonal matrix, the rows that turn along with it, and cosines and sines of a sweep for both.
struct Bidiagonal {
  f64 *d, *e, *u, *v;
  u32 n;
  f64 *cv, *sv, *cu, *su;
  f64 threshold;
};
static void turn(const Bidiagonal& b, u32 start, u32 count, bool backward) {
  if (b.u == nullptr) return;
  rotateRows(b.v + start * b.n, b.n, count, b.cv, b.sv, backward);
  rotateRows(b.u + start * b.n, b.n, count, b.cu, b.su, backward);
}
// One QR step from the top to the bottom, or upwards: then the same with everything the other way round.
static void sweep(const Bidiagonal& b, u32 start, u32 end, f64 shift, bool down) {
  f64 *d = b.d, *e = b.e;
  const u32 count = end - start;
  // Place of the i-th diagonal element on the way, and of what stands between it and the next.
  auto D = [&](u32 i) -> f64& { return down ? d[start + i] : d[end - i]; };
  auto E = [&](u32 i) -> f64& { return down ? e[start + i] : e[end - 1 - i]; };
  auto keep = [&](u32 i, f64 c, f64 s, f64 other, f64 sine) {
    const u32 k = down ? i : count - 1 - i;
    (down ? b.cv : b.cu)[k] = c;
    (down ? b.sv : b.su)[k] = down ? s : -s;
    (down ? b.cu : b.cv)[k] = other;
    (down ? b.su : b.sv)[k] = down ? sine : -sine;
  };
  if (shift == 0) {
    f64 c = 1, s = 0, oldC = 1, oldS = 0;
    for (u32 i = 0; i < count; i++) {
      const Rotation one = rotation(D(i) * c, E(i));
      c = one.c;
      s = one.s;
      if (i > 0) E(i - 1) = oldS * one.r;
      const Rotation two = rotation(oldC * one.r, D(i + 1) * s);
      oldC = two.c;
      oldS = two.s;
      D(i) = two.r;
      keep(i, c, s, oldC, oldS);
    }
    const f64 h = D(count) * c;
    D(count) = h * oldC;
    E(count - 1) = h * oldS;
  } else {
    f64 f = (size(D(0)) - shift) * ((D(0) < 0 ? -1 : 1) + shift / D(0)), g = E(0);
    for (u32 i = 0; i < count; i++) {
      const Rotation one = rotation(f, g);
      if (i > 0) E(i - 1) = one.r;
      f = one.c * D(i) + one.s * E(i);
      E(i) = one.c * E(i) - one.s * D(i);
      g = one.s * D(i + 1);
      D(i + 1) = one.c * D(i + 1);
      const Rotation two = rotation(f, g);
      D(i) = two.r;
      f = two.c * E(i) + two.s * D(i + 1);
      D(i + 1) = two.c * D(i + 1) - two.s * E(i);
      if (i + 1 < count) {
        g = two.s * E(i + 1);
        E(i + 1) = two.c * E(i + 1);
      }
      keep(i, one.c, one.s, two.c, two.s);
    }
    E(count - 1) = f;
  }
  turn(b, start, count, !down);
  if (size(E(count - 1)) <= b.threshold) E(count - 1) = 0;
}

// Singular values of a bidiagonal matrix (Demmel and Kahan; LAPACK's dbdsqr).
static bool bidiagonalSvd(Bidiagonal& b) {
  const u32 n = b.n;
  f64 *d = b.d, *e = b.e;
  // 10 to 100 times the unit roundoff, to the power of -1/8 of it.
  const f64 tolerance = 98.70149282610822 * (precision / 2);
  for (u32 i = 0; i < n; i++)
    if (!(size(d[i]) < __builtin_inf()) || (i + 1 < n && !(size(e[i]) < __builtin_inf()))) return false;
  f64 smallest = size(d[0]), mu = smallest;
  for (u32 i = 1; i < n && smallest > 0; i++) {
    mu = size(d[i]) * (mu / (mu + size(e[i - 1])));
    smallest = least(smallest, mu);
  }
  b.threshold = greatest(tolerance * smallest / __builtin_sqrt((f64)n), 6.0 * n * n * safeMinimum);
  f64 left = 6.0 * n * n + 100;
  i32 oldStart = -1, oldEnd = -1, end = (i32)n - 1;
  bool down = true;
  while (end > 0) {
    if (left < 0) return false;
    f64 largest = size(d[end]);
    i32 start = end;
    while (start > 0) {
      const f64 above = size(e[start - 1]);
      if (above <= b.threshold) {
        e[start - 1] = 0;
        break;
      }
      largest = greatest(largest, greatest(size(d[start - 1]), above));
      start--;
    }
    if (start == end) {
      end--;
      continue;
    }
    if (start == end - 1) {
      const Pair p = solvedPair(d[start], e[start], d[end]);
      d[start] = p.large;
      e[start] = 0;
      d[end] = p.small;
      b.cv[0] = p.cosRight;
      b.sv[0] = p.sinRight;
      b.cu[0] = p.cosLeft;
      b.su[0] = p.sinLeft;
      turn(b, start, 1, false);
      end -= 2;
      left--;
      continue;
    }
    if (start > oldEnd || end < oldStart) down = size(d[start]) >= size(d[end]);
    // What is negligible becomes zero; else a bound below the smallest singular value.
    const i32 last = down ? end - 1 : start;
    if (size(e[last]) <= tolerance * size(d[down ? end : start])) {
      e[last] = 0;
      continue;
    }
    f64 own = size(d[down ? start : end]), lowest = own;
    bool cut = false;
    for (i32 i = 0; i < end - start && !cut; i++) {
      const i32 k = down ? start + i : end - 1 - i;
      if (size(e[k]) <= tolerance * own) {
        e[k] = 0;
        cut = true;
        break;
      }
      own = size(d[down ? k + 1 : k]) * (own / (own + size(e[k])));
      lowest = least(lowest, own);
    }
    if (cut) continue;
    oldStart = start;
    oldEnd = end;
    f64 shift = 0;
    if (n * tolerance * (lowest / largest) > greatest(precision / 2, 0.01 * tolerance)) {
      const f64 first = size(d[down ? start : end]);
      shift = down ? smaller(d[end - 1], e[end - 1], d[end]) : smaller(d[start], e[start], d[start + 1]);
      if (first > 0 && (shift / first) * (shift / first) < precision / 2) shift = 0;
    }
    left -= end - start;
    sweep(b, start, end, shift, down);
  }
  for (u32 i = 0; i < n; i++)
    if (__builtin_signbit(d[i])) {
      d[i] = -d[i];
      if (b.v != nullptr)
        for (u32 k = 0; k < n; k++) b.v[i * n + k] = -b.v[i * n + k];
    }
  sortRows(d, n, b.u, b.v, true);
  return true;
}

// Of a matrix (m, n) with at least as many rows as columns: values (first), u (second) of so many columns, vt (third).
static void decomposeSvd(Job* job) {
  const u32 m = job->m, n = job->n, columns = job->columns;
  Room room = {address<u8>(job->room)};
  f64* a = address<f64>(job->a);
  f64* d = address<f64>(job->first);
  const bool tall = 5 * m >= 6 * n && m >= 8, vectors = job->vectors != 0;
  Reflectors outer = {a, m, n, room.take(n), n, 0};
  f64* inner = a;
  u32 rows = m;
  if (tall) {
    factorQr(outer, room);
    inner = room.take(n * n);
    rows = n;
    for (u32 i = 0; i < n; i++)
      for (u32 j = 0; j < n; j++) inner[i * n + j] = j < i ? 0 : a[i * n + j];
  }
  f64* tau = room.take(n);
  f64* tauRight = room.take(n);
  f64* right = room.take(n * n);
  f64* e = room.take(n);
  bidiagonalize(inner, rows, n, d, e, tau, tauRight, right, room);
  Bidiagonal b = {d, e, nullptr, nullptr, n, room.take(n), room.take(n), room.take(n), room.take(n), 0};
  if (vectors) {
    b.u = room.take(n * n);
    b.v = room.take(n * n);
    unit(b.u, n);
    unit(b.v, n);
  }
  job->failed = bidiagonalSvd(b) ? 0 : 1;
  if (job->failed || !vectors) return;
  f64* turned = room.take(n * n);
  transpose(b.v, n, n, turned);
  applyReflectors({right, n, n, tauRight, n - 1, 1}, turned, n, false, room);
  transpose(turned, n, n, address<f64>(job->third));
  f64* u = address<f64>(job->second);
  for (u32 i = 0; i < m * columns; i++) u[i] = 0;
  for (u32 i = n; i < columns; i++) u[i * columns + i] = 1;
  const Reflectors left = {inner, rows, n, tau, n, 0};
  if (tall) {
    transpose(b.u, n, n, turned);
    applyReflectors(left, turned, n, false, room);
    for (u32 i = 0; i < n; i++)
      for (u32 j = 0; j < n; j++) u[i * columns + j] = turned[i * n + j];
    applyReflectors(outer, u, columns, false, room);
    return;
  }
  for (u32 i = 0; i < n; i++)
    for (u32 j = 0; j < n; j++) u[i * columns + j] = b.u[j * n + i];
  applyReflectors(left, u, columns, false, room);
}

KERNEL(svd)(u32 begin, u32 end, u8* scratch, Job* job) {
  const u32 n = job->n;
  for (u32 i = begin; i < end; i++) {
    Job own = ofStack(*job, i, scratch, 8 * n, 8 * job->m * job->columns, 8 * n * n);
    decomposeSvd(&own);
    if (own.failed) job->failed = 1;
  }
}

INLINE bool negligible(const f64* d, const f64* e, u32 i) {
  const f64 own = size(e[i]);
  return own <= precision / 2 * __builtin_sqrt(size(d[i])) * __builtin_sqrt(size(d[i + 1])) || own < 1e-300;
}
// Wilkinson's shift: the eigenvalue of the block at the end that is nearer to the end.
static f64 shifted(f64 p, f64 other, f64 e) {
  const f64 g = (other - p) / (2 * e), r = size(g) > 1e150 ? size(g) : __builtin_sqrt(g * g + 1);
  return p - e / (g + (g >= 0 ? r : -r));
}
// A QR step upwards in the numbers, or a QL step: the same the other way round.
static void sweepSymmetric(f64* d, f64* e, u32 low, u32 high, f64* cosines, f64* sines, bool up) {
  const u32 count = high - low;
  auto D = [&](u32 i) -> f64& { return up ? d[low + i] : d[high - i]; };
  auto E = [&](u32 i) -> f64& { return up ? e[low + i] : e[high - 1 - i]; };
  f64 g = D(0) - shifted(D(count), D(count - 1), E(count - 1)), s = 1, c = 1, p = 0;
  for (u32 i = 0; i < count; i++) {
    const f64 f = s * E(i), b = c * E(i);
    f64 r = __builtin_sqrt(f * f + g * g);
    if (!(r > 1e-140 && r < 1e150)) r = hypotenuse(f, g);
    c = r == 0 ? 1 : g / r;
    s = r == 0 ? 0 : f / r;
    if (i > 0) E(i - 1) = r;
    g = D(i) - p;
    const f64 t = (D(i + 1) - g) * s + 2 * c * b;
    p = s * t;
    D(i) = g + p;
    g = c * t - b;
    const u32 k = up ? i : count - 1 - i;
    cosines[k] = c;
    sines[k] = up ? s : -s;
  }
  D(count) -= p;
  E(count - 1) = g;
}

// Of a symmetric matrix by its lower triangle: values (first) and vectors in columns (second) (LAPACK's dsytd2 and dsteqr).
static void decomposeSymmetric(Job* job) {
  const u32 n = job->n;
  Room room = {address<u8>(job->room)};
  f64* a = address<f64>(job->a);
  f64* d = address<f64>(job->first);
  f64* e = room.take(n);
  f64* tau = room.take(n);
  f64* v = room.take(n);
  f64* w = room.take(n);
  for (u32 i = 0; i + 1 < n; i++) {
    f64* head = a + (i + 1) * n + i;
    const f64 own = tau[i] = makeReflector(head, head + n, n, n - i - 1);
    e[i] = *head;
    d[i] = a[i * n + i];
    if (own == 0) continue;
    v[i + 1] = 1;
    for (u32 row = i + 2; row < n; row++) v[row] = a[row * n + i];
    for (u32 k = i + 1; k < n; k++) w[k] = 0;
    for (u32 row = i + 1; row < n; row++) {
      const f64* at = a + row * n;
      const f64x2 y = splat(v[row]);
      f64x2 s0 = splat(0.0), s1 = s0;
      u32 k = i + 1;
      for (; k + 4 <= row; k += 4) {
        const f64x2 x0 = load(at + k), x1 = load(at + k + 2);
        s0 += x0 * load(v + k);
        s1 += x1 * load(v + k + 2);
        store(w + k, load(w + k) + x0 * y);
        store(w + k + 2, load(w + k + 2) + x1 * y);
      }
      s0 += s1;
      f64 sum = s0[0] + s0[1];
      for (; k < row; k++) {
        sum += at[k] * v[k];
        w[k] += at[k] * v[row];
      }
      w[row] += sum + at[row] * v[row];
    }
    f64 both = 0;
    for (u32 row = i + 1; row < n; row++) {
      w[row] *= own;
      both += w[row] * v[row];
    }
    const f64 half = -0.5 * own * both;
    for (u32 row = i + 1; row < n; row++) w[row] += half * v[row];
    for (u32 row = i + 1; row < n; row++) {
      const f64 y = v[row], z = w[row];
      for (u32 k = i + 1; k <= row; k++) a[row * n + k] -= y * w[k] + z * v[k];
    }
  }
  d[n - 1] = a[n * n - 1];
  f64* z = job->vectors ? room.take(n * n) : nullptr;
  if (z != nullptr) unit(z, n);
  f64 left = 40.0 * n + 40;
  u32 first = 0;
  job->failed = 1;
  while (first < n - 1) {
    u32 last = first;
    while (last < n - 1 && !negligible(d, e, last)) last++;
    if (last < n - 1) e[last] = 0;
    if (last == first) {
      first++;
      continue;
    }
    // The block does not fall apart; work at the end with the smaller element.
    const bool up = size(d[last]) < size(d[first]);
    u32 low = first, high = last;
    while (low < high) {
      u32 from = low, to = high;
      if (up) {
        u32 k = high;
        while (k > low && !negligible(d, e, k - 1)) k--;
        if (k > low) e[k - 1] = 0;
        if (k == high) {
          high--;
          continue;
        }
        from = k;
      } else {
        u32 k = low;
        while (k < high && !negligible(d, e, k)) k++;
        if (k < high) e[k] = 0;
        if (k == low) {
          low++;
          continue;
        }
        to = k;
      }
      if (left-- < 0) return;
      sweepSymmetric(d, e, from, to, v, w, up);
      if (z != nullptr) rotateRows(z + from * n, n, to - from, v, w, !up);
    }
    first = last + 1;
  }
  for (u32 i = 0; i < n; i++)
    if (!(size(d[i]) < __builtin_inf())) return;
  job->failed = 0;
  sortRows(d, n, z, nullptr, false);
  if (z == nullptr) return;
  f64* vectors = address<f64>(job->second);
  transpose(z, n, n, vectors);
  applyReflectors({a, n, n, tau, n - 1, 1}, vectors, n, false, room);
}
KERNEL(eigh)(u32 begin, u32 end, u8* scratch, Job* job) {
  const u32 n = job->n;
  for (u32 i = begin; i < end; i++) {
    Job own = ofStack(*job, i, scratch, 8 * n, 8 * n * n, 0);
    decomposeSymmetric(&own);
    if (own.failed) job->failed = 1;
  }
}
