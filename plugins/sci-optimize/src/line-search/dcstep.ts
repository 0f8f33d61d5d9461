/** The interval of a line search and what is known of the function at its ends. */
export interface Interval {
  stx: number;
  fx: number;
  dx: number;
  sty: number;
  fy: number;
  dy: number;
  stp: number;
  brackt: boolean;
}

/**
 * One step of the safeguarded search of Moré and Thuente (1994): the next trial from cubic and quadratic interpolation, and the
 * interval that holds a minimiser.
 */
export function dcstep(s: Interval, fp: number, dp: number, stpmin: number, stpmax: number): void {
  const { stx, fx, dx, sty, fy, dy, stp } = s;
  const sign = dp * (dx / Math.abs(dx));
  let next: number;
  if (fp > fx) {
    const theta = (3 * (fx - fp)) / (stp - stx) + dx + dp;
    const scale = Math.max(Math.abs(theta), Math.abs(dx), Math.abs(dp));
    let gamma = scale * Math.sqrt((theta / scale) ** 2 - (dx / scale) * (dp / scale));
    if (stp < stx) gamma = -gamma;
    const r = (gamma - dx + theta) / (gamma - dx + gamma + dp);
    const cubic = stx + r * (stp - stx);
    const quadratic = stx + (dx / ((fx - fp) / (stp - stx) + dx) / 2) * (stp - stx);
    next = Math.abs(cubic - stx) < Math.abs(quadratic - stx) ? cubic : cubic + (quadratic - cubic) / 2;
    s.brackt = true;
  } else if (sign < 0) {
    const theta = (3 * (fx - fp)) / (stp - stx) + dx + dp;
    const scale = Math.max(Math.abs(theta), Math.abs(dx), Math.abs(dp));
    let gamma = scale * Math.sqrt((theta / scale) ** 2 - (dx / scale) * (dp / scale));
    if (stp > stx) gamma = -gamma;
    const r = (gamma - dp + theta) / (gamma - dp + gamma + dx);
    const cubic = stp + r * (stx - stp);
    const quadratic = stp + (dp / (dp - dx)) * (stx - stp);
    next = Math.abs(cubic - stp) > Math.abs(quadratic - stp) ? cubic : quadratic;
    s.brackt = true;
  } else if (Math.abs(dp) < Math.abs(dx)) {
    const theta = (3 * (fx - fp)) / (stp - stx) + dx + dp;
    const scale = Math.max(Math.abs(theta), Math.abs(dx), Math.abs(dp));
    let gamma = scale * Math.sqrt(Math.max(0, (theta / scale) ** 2 - (dx / scale) * (dp / scale)));
    if (stp > stx) gamma = -gamma;
    const r = (gamma - dp + theta) / (gamma + (dx - dp) + gamma);
    const cubic = r < 0 && gamma !== 0 ? stp + r * (stx - stp) : stp > stx ? stpmax : stpmin;
    const quadratic = stp + (dp / (dp - dx)) * (stx - stp);
    const nearer = Math.abs(cubic - stp) < Math.abs(quadratic - stp);
    if (s.brackt) {
      next = nearer ? cubic : quadratic;
      const limit = stp + 0.66 * (sty - stp);
      next = stp > stx ? Math.min(limit, next) : Math.max(limit, next);
    } else {
      const farther = Math.abs(cubic - stp) > Math.abs(quadratic - stp);
      next = Math.max(stpmin, Math.min(stpmax, farther ? cubic : quadratic));
    }
  } else if (s.brackt) {
    const theta = (3 * (fp - fy)) / (sty - stp) + dy + dp;
    const scale = Math.max(Math.abs(theta), Math.abs(dy), Math.abs(dp));
    let gamma = scale * Math.sqrt((theta / scale) ** 2 - (dy / scale) * (dp / scale));
    if (stp > sty) gamma = -gamma;
    const r = (gamma - dp + theta) / (gamma - dp + gamma + dy);
    next = stp + r * (sty - stp);
  } else next = stp > stx ? stpmax : stpmin;

  if (fp > fx) {
    s.sty = stp;
    s.fy = fp;
    s.dy = dp;
  } else {
    if (sign < 0) {
      s.sty = stx;
      s.fy = fx;
      s.dy = dx;
    }
    s.stx = stp;
    s.fx = fp;
    s.dx = dp;
  }
  s.stp = next;
}
