/** The package's own types are hidden from TypeScript by its `exports` (TS7016). */
declare module "cephes" {
  export const compiled: Promise<void>;
  export function hyperg(a: number, b: number, x: number): number;
  export function hyp2f1(a: number, b: number, c: number, x: number): number;
  export function struve(v: number, x: number): number;
  export function polylog(n: number, x: number): number;
  export function plancki(w: number, T: number): number;
  export function planckc(w: number, T: number): number;
  export function planckd(w: number, T: number): number;
  export function planckw(T: number): number;
}
