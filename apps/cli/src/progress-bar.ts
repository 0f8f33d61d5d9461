import { SingleBar } from "cli-progress";

/** A bar that shows itself when work takes longer than a moment. */
export interface ProgressBar {
  update(done: number, total: number): void;
  end(): void;
}

/** A bar on stderr, when that is a terminal. */
export function progressBar(): ProgressBar {
  let bar: SingleBar | undefined;
  let begun = 0;
  const end = (): void => {
    bar?.stop();
    bar = undefined;
    begun = 0;
  };
  return {
    end,
    update(done, total) {
      if (process.stderr.isTTY !== true || total <= 0) return;
      if (begun === 0) begun = performance.now();
      if (bar === undefined && performance.now() - begun < 300) return;
      if (bar === undefined) {
        bar = new SingleBar({
          format: "{bar} {percentage}% | {eta_formatted} left",
          hideCursor: true,
          clearOnComplete: true,
          stream: process.stderr,
          barsize: 30,
        });
        bar.start(total, done);
      }
      bar.setTotal(total);
      bar.update(done);
      if (done >= total) end();
    },
  };
}
