// The surfaces of every gate, to draw maps of.
import { gates } from "../../../web/src/activations.js";
import { surfacesOf, type Part, type Surface } from "../../../web/src/gates/gate-surface";

interface Each {
  readonly slug: string;
  readonly part: Part;
  readonly surface: Surface;
}

/** Each gate with each of its surfaces. */
export const every: readonly Each[] = gates.flatMap(({ slug }) =>
  Object.entries(surfacesOf(slug).surfaces).map(([part, surface]) => ({
    slug,
    part: part as Part,
    surface,
  })),
);
