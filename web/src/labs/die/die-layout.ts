// Where the parts of the figure of die lie: two charts, the key, and a map of units an activation.
import type { Place } from "../panel";
import { fates } from "./dead-units";
import type { Grid, Spot } from "./unit-map";

export const narrow = 560; // px: below it the figure has a phone's proportions
const beside = 820; // px: from here on the charts stand side by side
const labels = 24; // px, beside a map for its layers
const heading = 26; // px, above a map for its name
const gap = 26; // px, between parts
const letter = 6.95; // px, of the key

export interface Layout {
  readonly shares: Place;
  readonly births: Place;
  readonly unitsTop: number;
  readonly key: readonly (Spot & { fate: number })[];
  readonly grid: Grid;
  readonly maps: readonly Spot[];
  readonly height: number;
}

export function layout(width: number, maps: number, depth: number, units: number): Layout {
  const small = width < narrow;
  const high = small ? 270 : 330;
  const left = Math.round(0.58 * width);
  const shares = { left: 0, top: 0, width: width >= beside ? left : width, height: high };
  const births =
    width >= beside
      ? { left: left + gap, top: 0, width: width - left - gap, height: high }
      : { left: 0, top: high + 14, width, height: high - 20 };
  const unitsTop = births.top + births.height + 34;
  let [x, y] = [small ? 0 : 330, unitsTop + (small ? 24 : 0)];
  const key = fates.map((name, fate) => {
    const wide = 22 + letter * name.length;
    if (x + wide > width) [x, y] = [0, y + 20];
    const spot = { left: x, top: y, fate };
    x += wide + 22;
    return spot;
  });
  const least = Math.max(small ? 125 : 160, units * 7) + labels;
  const across = Math.min(maps, Math.max(1, Math.floor((width + gap) / (least + gap))));
  const room = (width - gap * (across - 1)) / across;
  const cell = Math.min(20, Math.floor((room - labels) / units));
  const pitch = Math.max(least, units * cell + labels) + gap;
  const top = key.at(-1)!.top + 26 + heading;
  const row = heading + depth * cell + 18;
  return {
    shares,
    births,
    unitsTop,
    key,
    grid: { depth, width: units, cell },
    maps: Array.from({ length: maps }, (_, i) => ({
      left: labels + (i % across) * pitch,
      top: top + Math.floor(i / across) * row,
    })),
    height: top + Math.ceil(maps / across) * row - heading,
  };
}
