// Fits of one model to many spectra by the method of Levenberg and Marquardt, as sci-optimize's curve-fit-batch does them.
#include "functions.h"
#include "vectors.h"

enum Kind : u32 { GAUSSIAN, LORENTZIAN, POWER_LAW, EXPONENTIAL, POLYNOMIAL };

/// What is the same for all spectra.
struct Task {
  const f64 *x, *logs;
  /// Pairs of kind and number of parameters.
  const u32* parts;
  u32 partCount;
  u32 points, count;
  /// Limits of the parameters, or none.
  const f64 *low, *high;
  f64 ftol, xtol, gtol;
  u32 most;
};

/// Memory for one fit.
struct Room {
  f64 *residuals, *columns, *otherResiduals, *otherColumns;
  f64 *normal, *factor, *g, *scale, *step, *trial, *free;
};

NOINLINE void addGaussian(const f64* __restrict x, u32 m, const f64* p, f64* __restrict values, f64* __restrict columns) {
  f64 height = p[0], centre = p[1], sigma = p[2], inverse = 1 / (sigma * sigma);
  f64 *__restrict slopes = columns + m, *__restrict widths = columns + 2 * m;
  for (u32 i = 0; i < m; i++) {
    f64 d = x[i] - centre, e = expOf(-0.5 * d * d * inverse), slope = height * e * d * inverse;
    values[i] += height * e;
    columns[i] = e;
    slopes[i] = slope;
    widths[i] = slope * d / sigma;
  }
}

NOINLINE void addLorentzian(const f64* __restrict x, u32 m, const f64* p, f64* __restrict values, f64* __restrict columns) {
  f64 height = p[0], centre = p[1], inverse = 1 / p[2];
  f64 *__restrict slopes = columns + m, *__restrict widths = columns + 2 * m;
  for (u32 i = 0; i < m; i++) {
    f64 d = (x[i] - centre) * inverse, e = 1 / (1 + d * d), slope = 2 * height * e * e * d * inverse;
    values[i] += height * e;
    columns[i] = e;
    slopes[i] = slope;
    widths[i] = slope * d;
  }
}

/// amplitude exp(-rate x): a power law where x are logarithms.
NOINLINE void addDecay(const f64* __restrict x, u32 m, const f64* p, f64* __restrict values, f64* __restrict columns) {
  f64 amplitude = p[0], rate = p[1];
  f64* __restrict slopes = columns + m;
  for (u32 i = 0; i < m; i++) {
    f64 e = expOf(-rate * x[i]);
    values[i] += amplitude * e;
    columns[i] = e;
    slopes[i] = -amplitude * e * x[i];
  }
}

NOINLINE void addPolynomial(const f64* __restrict x, u32 m, const f64* p, u32 count, f64* __restrict values, f64* columns) {
  for (u32 i = 0; i < m; i++) columns[i] = 1, values[i] += p[0];
  for (u32 k = 1; k < count; k++) {
    const f64* before = columns + (k - 1) * m;
    f64 *__restrict own = columns + k * m, c = p[k];
    for (u32 i = 0; i < m; i++) {
      f64 power = before[i] * x[i];
      own[i] = power;
      values[i] += c * power;
    }
  }
}

/// Sums of products in eight parts.
NOINLINE f64 dot(const f64* a, const f64* b, u32 m) {
  f64x2 s[4] = {};
  u32 i = 0;
  for (; i + 8 <= m; i += 8)
#pragma unroll
    for (u32 k = 0; k < 4; k++) s[k] += load(a + i + 2 * k) * load(b + i + 2 * k);
  f64x2 all = (s[0] + s[1]) + (s[2] + s[3]);
  f64 sum = all[0] + all[1];
  for (; i < m; i++) sum += a[i] * b[i];
  return sum;
}

/// Residuals and derivatives at p, weighted; the sum of squares.
NOINLINE f64 look(const Task& task, const f64* p, const f64* __restrict y, const f64* __restrict weights, f64* __restrict r, f64* c) {
  u32 m = task.points;
  for (u32 i = 0; i < m; i++) r[i] = 0;
  u32 first = 0;
  for (u32 part = 0; part < task.partCount; part++) {
    u32 kind = task.parts[2 * part], count = task.parts[2 * part + 1];
    f64* columns = c + first * m;
    const f64* own = p + first;
    if (kind == GAUSSIAN) addGaussian(task.x, m, own, r, columns);
    else if (kind == LORENTZIAN) addLorentzian(task.x, m, own, r, columns);
    else if (kind == POLYNOMIAL) addPolynomial(task.x, m, own, count, r, columns);
    else addDecay(kind == POWER_LAW ? task.logs : task.x, m, own, r, columns);
    first += count;
  }
  if (weights == nullptr) {
    for (u32 i = 0; i < m; i++) r[i] -= y[i];
  } else {
    for (u32 i = 0; i < m; i++) {
      f64 value = weights[i] * (r[i] - y[i]);
      r[i] = weights[i] == 0 ? 0 : value;
    }
    for (u32 j = 0; j < task.count; j++) {
      f64* __restrict column = c + j * m;
      for (u32 i = 0; i < m; i++) column[i] *= weights[i];
    }
  }
  return dot(r, r, m);
}

NOINLINE void equations(const Room& room, u32 m, u32 n) {
  for (u32 j = 0; j < n; j++) {
    const f64* column = room.columns + j * m;
    room.g[j] = dot(column, room.residuals, m);
    for (u32 k = 0; k <= j; k++) room.normal[j * n + k] = room.normal[k * n + j] = dot(column, room.columns + k * m, m);
  }
}

INLINE void substitute(const f64* factor, f64* step, u32 n) {
  for (u32 j = n; j-- > 0;) {
    f64 sum = step[j];
    for (u32 l = j + 1; l < n; l++) sum -= factor[l * n + j] * step[l];
    step[j] = sum / factor[j * n + j];
  }
}

/// The damped step of the free parameters; false when the equations are not positive definite.
NOINLINE bool solve(const Room& room, u32 n, f64 damping) {
  f64 *factor = room.factor, *scale = room.scale, *step = room.step, *free = room.free;
  for (u32 j = 0; j < n; j++)
    for (u32 k = 0; k <= j; k++) {
      f64 sum = free[j] == 1 && free[k] == 1 ? room.normal[j * n + k] / (scale[j] * scale[k]) + (j == k ? damping : 0)
                : j == k                     ? 1
                                             : 0;
      for (u32 l = 0; l < k; l++) sum -= factor[j * n + l] * factor[k * n + l];
      if (j == k) {
        if (!(sum > 1e-30)) return false;
        factor[j * n + j] = __builtin_sqrt(sum);
      } else {
        factor[j * n + k] = sum / factor[k * n + k];
      }
    }
  for (u32 j = 0; j < n; j++) {
    f64 sum = free[j] == 1 ? -room.g[j] / scale[j] : 0;
    for (u32 l = 0; l < j; l++) sum -= factor[j * n + l] * step[l];
    step[j] = sum / factor[j * n + j];
  }
  substitute(factor, step, n);
  for (u32 j = 0; j < n; j++) step[j] = free[j] == 1 ? step[j] / scale[j] : 0;
  return true;
}

INLINE f64 limited(const Task& task, u32 j, f64 value) {
  return task.low == nullptr ? value : within(value, task.low[j], task.high[j]);
}

INLINE bool isFinite(f64 x) { return __builtin_fabs(x) < infinity(); }

struct Outcome {
  i32 status;
  u32 iterations;
  f64 chi2;
};

/// How a fit ends: 1 by the sum of squares, 2 by the parameters, 3 by both, 4 by the gradient; 0 not within the steps allowed, -1 not at all.
NOINLINE Outcome fit(const Task& task, Room& room, const f64* y, const f64* weights, f64* p) {
  const u32 m = task.points, n = task.count;
  f64 *g = room.g, *scale = room.scale, *step = room.step, *normal = room.normal;
  for (u32 j = 0; j < n; j++) p[j] = limited(task, j, p[j]), scale[j] = 0;
  u32 iterations = 0;
  f64 chi2 = look(task, p, y, weights, room.residuals, room.columns);
  if (!isFinite(chi2)) return {-1, 0, chi2};
  f64 damping = 1e-3, growth = 2;
  equations(room, m, n);
  for (;;) {
    f64 steepest = 0, length = __builtin_sqrt(chi2);
    for (u32 j = 0; j < n; j++) {
      f64 size = __builtin_sqrt(normal[j * n + j]);
      if (!isFinite(size)) return {-1, iterations, chi2};
      scale[j] = greatest(scale[j], size);
      if (scale[j] == 0) scale[j] = 1;
      bool held = task.low != nullptr && ((p[j] <= task.low[j] && g[j] > 0) || (p[j] >= task.high[j] && g[j] < 0));
      room.free[j] = held ? 0 : 1;
      if (!held && size > 0 && length > 0) steepest = greatest(steepest, __builtin_fabs(g[j]) / (size * length));
    }
    if (steepest <= task.gtol) return {4, iterations, chi2};
    for (;;) {
      if (iterations >= task.most) return {0, iterations, chi2};
      iterations++;
      if (!solve(room, n, damping)) {
        damping = greatest(1e-12, damping * 10);
        continue;
      }
      f64 stepSize = 0, size = 0, predicted = 0;
      for (u32 j = 0; j < n; j++) {
        f64 next = limited(task, j, p[j] + step[j]);
        room.trial[j] = next;
        step[j] = next - p[j];
        f64 a = scale[j] * step[j], b = scale[j] * p[j];
        stepSize += a * a;
        size += b * b;
      }
      for (u32 j = 0; j < n; j++) {
        f64 sum = 2 * g[j];
        for (u32 k = 0; k < n; k++) sum += normal[j * n + k] * step[k];
        predicted -= step[j] * sum;
      }
      f64 next = look(task, room.trial, y, weights, room.otherResiduals, room.otherColumns);
      f64 actual = chi2 - next, ratio = predicted > 0 ? actual / predicted : 0;
      bool narrow = __builtin_sqrt(stepSize) <= task.xtol * __builtin_sqrt(size);
      bool still = __builtin_fabs(actual) <= task.ftol * chi2 && predicted <= task.ftol * chi2 && ratio <= 2;
      bool accepted = next <= chi2 && (ratio > 1e-4 || actual == 0);
      if (accepted) {
        for (u32 j = 0; j < n; j++) p[j] = room.trial[j];
        chi2 = next;
        f64 *r = room.residuals, *c = room.columns;
        room.residuals = room.otherResiduals, room.columns = room.otherColumns;
        room.otherResiduals = r, room.otherColumns = c;
        equations(room, m, n);
        f64 t = 2 * ratio - 1;
        damping *= greatest(1.0 / 3, 1 - t * t * t);
        growth = 2;
      } else {
        damping *= growth;
        growth *= 2;
      }
      if (still || narrow) return {still && narrow ? 3 : still ? 1 : 2, iterations, chi2};
      if (!(damping < 1e20)) return {-1, iterations, chi2};
      if (accepted) break;
    }
  }
}

/// The diagonal of the inverse of the equations; false, and nothing written, when they are singular.
NOINLINE bool variancesOf(const Room& room, u32 n, f64* out) {
  f64 *factor = room.factor, *scale = room.scale, *step = room.step;
  for (u32 j = 0; j < n; j++) {
    room.free[j] = 1;
    room.g[j] = 0;
    scale[j] = __builtin_sqrt(room.normal[j * n + j]);
    if (!(scale[j] > 0)) return false;
  }
  if (!solve(room, n, 0)) return false;
  for (u32 j = 0; j < n; j++)
    if (!(factor[j * n + j] > 1e-7)) return false;
  for (u32 k = 0; k < n; k++) {
    for (u32 j = 0; j < n; j++) {
      f64 sum = j == k ? 1 : 0;
      for (u32 l = 0; l < j; l++) sum -= factor[j * n + l] * step[l];
      step[j] = sum / factor[j * n + j];
    }
    substitute(factor, step, n);
    out[k] = step[k] / (scale[k] * scale[k]);
  }
  return true;
}

/// An item is a spectrum. `weights` are none, or `apart` from spectrum to spectrum. Parameters, given to begin with, variances, sums of squares,
/// ends and steps are written.
KERNEL(fit_batch)
(u32 begin, u32 end, u8* scratch, const f64* x, const f64* logs, const u32* parts, u32 partCount, u32 m, u32 n, const f64* low,
 const f64* high, f64 ftol, f64 xtol, f64 gtol, u32 most, const f64* y, const f64* weights, u32 apart, f64* params, f64* variances,
 f64* chi2, i32* status, u32* iterations) {
  const Task task{x, logs, parts, partCount, m, n, low, high, ftol, xtol, gtol, most};
  f64* at = (f64*)scratch;
  auto take = [&](u32 size) {
    f64* own = at;
    at += size;
    return own;
  };
  Room room{take(m), take(m * n), take(m), take(m * n), take(n * n), take(n * n), take(n), take(n), take(n), take(n), take(n)};
  for (u32 item = begin; item < end; item++) {
    f64 *p = params + item * n, *own = variances + item * n;
    Outcome outcome = fit(task, room, y + item * m, weights == nullptr ? nullptr : weights + item * apart, p);
    bool failed = outcome.status == -1;
    if (failed || !variancesOf(room, n, own))
      for (u32 j = 0; j < n; j++) own[j] = failed ? notANumber() : infinity();
    if (failed)
      for (u32 j = 0; j < n; j++) p[j] = notANumber();
    chi2[item] = outcome.chi2;
    status[item] = outcome.status;
    iterations[item] = outcome.iterations;
  }
}
