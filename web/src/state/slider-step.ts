// The step of a parameter's slider.
import type { Parameter } from "./catalogue";

/** About a hundredth of the range, a power of ten that the lower bound is a multiple of. */
export const stepOf = ({ low, high }: Parameter): number => {
  const step = 10 ** Math.round(Math.log10((high - low) / 100));
  return low > 0 ? Math.min(step, 10 ** Math.floor(Math.log10(low))) : step;
};
