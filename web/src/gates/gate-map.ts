// The map of a gate with a section along each input: drawn once, with a crosshair over it.
import { html, nothing, svg, type PropertyValues, type SVGTemplateResult, type TemplateResult } from "lit";
import { scaleLinear, type ScaleLinear } from "d3-scale";
import { line } from "d3-shape";
import { coordinate, plain, significant } from "../ui/number-format";
import { labelPlace, levels, rings, zeros, type Ring } from "./contours";
import { gate, inner, peak, reach, surfaces } from "./gate-surface";
import { paint } from "./surface-colors";
import { curvePath } from "../drawing/curve-path";
import { makePlane, type Plane } from "../drawing/plane";
import { SizedElement } from "../state/state-element";
import { page, type Change } from "../state/page-state";

const narrow = 560; // px: below it the drawing has a phone's proportions
const square = { x0: -reach, x1: reach, y0: -reach, y1: reach };

/** The map, the section along a below it, the section along b beside it, and the scale. */
interface Layout {
  readonly top: number;
  readonly map: Plane;
  readonly alongA: Plane;
  readonly alongB: Plane;
  /** Where on the bar a color's value stands. */
  readonly scale: ScaleLinear<number, number>;
  readonly small: boolean;
}

function layout(width: number, top: number): Layout {
  const small = width < narrow;
  const [left, gap, right, head, ticks] = small ? [26, 10, 8, 22, 24] : [40, 18, 14, 26, 28];
  const beside = small ? 80 : Math.min(230, Math.max(150, Math.round(width * 0.26)));
  const side = Math.min(560, Math.round(width - left - gap - beside - right));
  const below = small ? 120 : 220;
  // Where only the corners of the square reach that far, half of it shows the sections well.
  const most = top > 2 * reach ? top / 2 : top;
  const height = head + side + ticks + below + 12;
  const full = left + side + gap + beside + right;
  const under = head + side + ticks;
  const beyond = left + side + gap;
  return {
    top, small,
    scale: scaleLinear([-top, top], [beyond, full - right]),
    map: makePlane(full, height, { top: head, right: full - left - side, bottom: height - head - side, left }, square),
    alongA: makePlane(full, height, { top: under, right: full - left - side, bottom: 12, left }, { ...square, y0: -most, y1: most }),
    alongB: makePlane(full, height, { top: head, right, bottom: height - head - side, left: beyond }, { ...square, x0: -most, x1: most }),
  };
}

export class GateMap extends SizedElement {
  protected override readonly watches: readonly Change[] = ["part"];
  #layout: Layout | undefined;
  readonly #schemes = ["(prefers-color-scheme: dark)", "print"].map((query) => matchMedia(query));

  override connectedCallback(): void {
    super.connectedCallback();
    for (const scheme of this.#schemes) scheme.addEventListener("change", this.#paint);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    for (const scheme of this.#schemes) scheme.removeEventListener("change", this.#paint);
  }

  /** A movement of the crosshair touches the overlay only. */
  protected override stateChanged(changed: ReadonlySet<Change>): void {
    super.stateChanged(changed);
    if ((changed.has("a") || changed.has("b")) && !this.isUpdatePending) this.#drawCrosshair();
  }

  protected override updated(changed: PropertyValues): void {
    super.updated(changed);
    const plane = this.querySelector<HTMLElement>(".plane");
    const l = this.#layout;
    if (!plane || !l) return;
    const share = (part: number, whole: number) => `${(100 * part) / whole}%`;
    const { map } = l;
    // In shares of the drawing, so that print can make both smaller together.
    plane.style.left = share(map.left, map.width);
    plane.style.top = share(map.top, map.height);
    plane.style.width = share(map.right - map.left, map.width);
    plane.style.height = share(map.bottom - map.top, map.height);
    for (const label of this.querySelectorAll<SVGElement>(".contour-label[data-share]")) {
      // The line is broken under its level: a rim of the color that the map has there.
      const level = Number(label.dataset["share"]);
      label.style.stroke = `color-mix(in srgb, var(${level < 0 ? "--below" : "--above"}) ${100 * Math.abs(level)}%, var(--level))`;
    }
    this.#paint();
    this.#drawCrosshair();
  }

  protected override render(): TemplateResult | typeof nothing {
    if (this.width === 0) return nothing;
    const surface = surfaces[page.state.part];
    const l = layout(this.width, peak(surface));
    this.#layout = l;
    const { map, alongA, alongB, small } = l;
    const [w, h] = [map.width, map.height];
    return html`<div class="sheet">
      <div class="plane" role="slider" tabindex="0" aria-roledescription="two-dimensional slider"
        aria-label="Crosshair: the inputs a and b" aria-valuemin=${-reach} aria-valuemax=${reach}
        aria-describedby="plane-keys" @keydown=${this.#key}
        @pointerdown=${this.#point} @pointermove=${this.#point}>
        <canvas></canvas>
      </div>
      <svg class=${small ? "small" : ""} width=${w} height=${h} viewBox="0 0 ${w} ${h}" aria-hidden="true">
        <defs>
          ${[map, alongA, alongB].map((f, i) => svg`<clipPath id="section-${i}">
            <rect x=${f.left} y=${f.top} width=${f.right - f.left} height=${f.bottom - f.top}></rect></clipPath>`)}
          <linearGradient id="gate-scale"><stop class="below" offset="0"></stop><stop class="level" offset="0.5"></stop><stop class="above" offset="1"></stop></linearGradient>
          <pattern id="zero-hatch" width="6" height="6" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">
            <line x1="0" y1="0" x2="0" y2="6"></line></pattern>
        </defs>
        ${this.#relief(l)}
        ${this.#axes(l)}
        ${this.#scale(l)}
        <g class="crosshair">
          <path class="hair at-a"></path>
          <path class="hair at-b"></path>
          <g clip-path="url(#section-1)"><path class="curve plain along-a"></path><line class="tangent ta"></line></g>
          <g clip-path="url(#section-2)"><path class="curve plain along-b"></path><line class="tangent tb"></line></g>
          <circle class="at on-map" r="5"></circle>
          <circle class="at on-a" r="4.5"></circle>
          <circle class="at on-b" r="4.5"></circle>
          <text class="section-name name-a" x=${alongA.left + 7} y=${alongA.top + 15}></text>
          <text class="section-name name-b" x=${small ? alongB.right : alongB.left} text-anchor=${small ? "end" : "start"} y=${alongB.top - 9}></text>
          <path class="needle" d="M-5 -7L5 -7L0 0Z"></path>
        </g>
      </svg>
    </div>`;
  }

  /** Contours with their levels, the zero contour strong, what is zero throughout hatched. */
  #relief({ map, top, small }: Layout): SVGTemplateResult {
    const surface = surfaces[page.state.part];
    const sizes = levels(top);
    const all = [...sizes.map((v) => -v), ...sizes];
    const draw = line<Ring[number]>(([a]) => map.x(a), ([, b]) => map.y(b)).digits(1);
    const deep = (level: number) => (Math.abs(level) > 0.68 * top ? "deep" : "");
    const { roots, stretches } = zeros(surface);
    const edges = stretches.flat().filter((a) => Math.abs(a) < reach);
    const room = small ? 19 : 24;
    const placed: [number, number][] = [];
    const free = (x: number, y: number) => {
      const clear = placed.every(([u, v]) => Math.hypot(u - x, v - y) > room);
      if (clear) placed.push([x, y]);
      return clear;
    };
    const contours = rings(surface, all);
    const named = contours.flatMap(({ level, rings }) => rings.flatMap((ring) => {
      const at = labelPlace(ring);
      return at ? [{ level, x: map.x(at[0]), y: map.y(at[1]) }] : [];
    })).sort((p, q) => Math.abs(q.level) - Math.abs(p.level)).filter(({ x, y }) => free(x, y));
    const vertical = (a: number) => svg`<line class="zero-contour" x1=${map.x(a)} x2=${map.x(a)} y1=${map.top} y2=${map.bottom}></line>`;
    return svg`<g class="relief" clip-path="url(#section-0)">
      ${stretches.map(([low, high]) => svg`<rect class="nothing" x=${map.x(low)} width=${map.x(high) - map.x(low)} y=${map.top} height=${map.bottom - map.top}></rect>`)}
      ${contours.map(({ level, rings }) => svg`<path class="contour ${deep(level)}" data-level=${level}
        d=${rings.map((ring) => draw(ring)).join("")}></path>`)}
      ${[...roots, ...edges].map(vertical)}
      ${surface.byB ? svg`<line class="zero-contour" x1=${map.left} x2=${map.right} y1=${map.y(0)} y2=${map.y(0)}></line>` : nothing}
      ${named.map(({ level, x, y }) => svg`<text class="contour-label ${deep(level)}" data-share=${level / top} x=${x.toFixed(1)} y=${y.toFixed(1)} dy="0.32em" text-anchor="middle">${plain(level)}</text>`)}
      ${stretches.map(([low, high]) => svg`<text class="contour-label" x=${map.x((low + high) / 2)} y=${map.y(-reach / 2)} text-anchor="middle">0</text>`)}
    </g>
    <rect class="border" x=${map.left} y=${map.top} width=${map.right - map.left} height=${map.bottom - map.top}></rect>`;
  }

  /** One axis of a for the map and what is below it, one of b for the map and what is beside it. */
  #axes({ map, alongA, alongB, small }: Layout): SVGTemplateResult {
    const across = map.x.ticks(small ? 4 : 8);
    const [up, over] = [few(alongA.y), few(alongB.x)].map((ticks) => (small ? outer(ticks) : ticks)) as [number[], number[]];
    const row = map.bottom + 18;
    const kind = (t: number) => (t === 0 ? "zero" : "grid");
    const vertical = (f: Plane, t: number) => svg`<line class=${kind(t)} x1=${f.x(t)} x2=${f.x(t)} y1=${f.top} y2=${f.bottom}></line>`;
    const level = (f: Plane, t: number) => svg`<line class=${kind(t)} y1=${f.y(t)} y2=${f.y(t)} x1=${f.left} x2=${f.right}></line>`;
    const below = (f: Plane, t: number) => svg`<text class="tick" x=${f.x(t)} y=${row} text-anchor="middle">${plain(t)}</text>`;
    const left = (f: Plane, t: number) => svg`<text class="tick" x=${f.left - 8} y=${f.y(t)} dy="0.32em" text-anchor="end">${plain(t)}</text>`;
    return svg`<g class="axes">
      ${across.map((t) => [vertical(alongA, t), level(alongB, t), below(map, t), left(map, t)])}
      ${up.map((t) => [level(alongA, t), left(alongA, t)])}
      ${over.map((t) => [vertical(alongB, t), below(alongB, t)])}
      <text class="axis-name" x=${map.left - 8} y=${map.top - 9} text-anchor="end">b</text>
      <text class="axis-name" x=${map.left - (small ? 12 : 16)} y=${row} text-anchor="end">a</text>
    </g>`;
  }

  #scale({ alongA, alongB, scale, small }: Layout): SVGTemplateResult {
    const y = (alongA.top + alongA.bottom) / 2;
    return svg`<g class="color-scale">
      <text class="section-name" x=${alongB.left} y=${y - (small ? 20 : 24)}>${surfaces[page.state.part].name}</text>
      <rect class="bar" x=${alongB.left} y=${y - 6} width=${alongB.right - alongB.left} height="12" fill="url(#gate-scale)"></rect>
      ${(small ? outer(few(scale)) : few(scale)).map((t) => svg`
        <line class="bar-tick" x1=${scale(t)} x2=${scale(t)} y1=${y + 6} y2=${y + 10}></line>
        <text class="tick" x=${scale(t)} y=${y + 23} text-anchor="middle">${plain(t)}</text>`)}
    </g>`;
  }

  readonly #paint = (): void => {
    const canvas = this.querySelector("canvas");
    const l = this.#layout;
    if (!canvas || !l) return;
    const sharp = Math.min(devicePixelRatio, 3);
    canvas.width = Math.round((l.map.right - l.map.left) * sharp);
    canvas.height = Math.round((l.map.bottom - l.map.top) * sharp);
    paint(canvas, surfaces[page.state.part], l.top);
  };

  #drawCrosshair(): void {
    const l = this.#layout;
    const plane = this.querySelector<HTMLElement>(".plane");
    if (!l || !plane) return;
    const { a, b, part } = page.state;
    const { map, alongA, alongB } = l;
    const { at, name } = surfaces[part];
    const value = at(a, b);
    const [df, dg] = gate.derivatives(a, b);
    const put = (selector: string, attributes: Record<string, string | number>) => {
      const element = this.querySelector(selector)!;
      for (const [key, text] of Object.entries(attributes)) element.setAttribute(key, String(text));
    };
    const [x, y] = [map.x(a), map.y(b)];
    put(".at-a", { d: `M${x} ${map.top}V${map.bottom}M${x} ${alongA.top}V${alongA.bottom}` });
    put(".at-b", { d: `M${map.left} ${y}H${map.right}M${alongB.left} ${y}H${alongB.right}` });
    put(".on-map", { cx: x, cy: y });
    put(".on-a", { cx: x, cy: alongA.y(value) });
    put(".on-b", { cx: alongB.x(value), cy: y });
    // Beyond the sections' scale their curves leave, and the point with them.
    const beyond = Math.abs(value) > alongA.y.domain()[1]!;
    for (const dot of this.querySelectorAll<SVGElement>(".on-a, .on-b")) dot.style.display = beyond ? "none" : "";
    put(".along-a", { d: curvePath(alongA, (u) => at(u, b), inner.kinks) });
    // At a fixed a every surface is straight in b.
    put(".along-b", { d: `M${alongB.x(at(a, -reach))},${map.y(-reach)}L${alongB.x(at(a, reach))},${map.y(reach)}` });
    const half = reach / 4;
    put(".ta", { x1: map.x(a - half), x2: map.x(a + half), y1: alongA.y(value - df * half), y2: alongA.y(value + df * half) });
    put(".tb", { y1: map.y(b - half), y2: map.y(b + half), x1: alongB.x(value - dg * half), x2: alongB.x(value + dg * half) });
    for (const tangent of this.querySelectorAll<SVGElement>(".tangent")) {
      tangent.style.display = part === "f" ? "" : "none";
    }
    put(".needle", { transform: `translate(${l.scale(value)} ${(alongA.top + alongA.bottom) / 2 - 6})` });
    this.querySelector(".name-a")!.textContent = `${name}(a, ${plain(b)})`;
    this.querySelector(".name-b")!.textContent = `${name}(${plain(a)}, b)`;
    plane.setAttribute("aria-valuenow", String(a));
    plane.setAttribute("aria-valuetext",
      `a ${coordinate(a)}, b ${coordinate(b)}. f ${significant(gate.value(a, b))}, slope in a ${significant(df)}, slope in b ${significant(dg)}`);
  }

  /** Hover with a mouse, drag with a finger. */
  readonly #point = (event: PointerEvent): void => {
    const plane = event.currentTarget as HTMLElement;
    if (event.type === "pointerdown") plane.setPointerCapture(event.pointerId);
    else if (event.pointerType !== "mouse" && !plane.hasPointerCapture(event.pointerId)) return;
    const box = plane.getBoundingClientRect();
    move(reach * ((2 * (event.clientX - box.left)) / box.width - 1), reach * (1 - (2 * (event.clientY - box.top)) / box.height));
  };

  readonly #key = (event: KeyboardEvent): void => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const { a, b } = page.state;
    const step = event.shiftKey ? 0.01 : 0.1;
    const moves: Record<string, [number, number]> = {
      ArrowLeft: [a - step, b], ArrowRight: [a + step, b], ArrowDown: [a, b - step], ArrowUp: [a, b + step],
      PageDown: [a, b - 10 * step], PageUp: [a, b + 10 * step], Home: [-reach, b], End: [reach, b],
    };
    const to = moves[event.key];
    if (!to) return;
    move(...to);
    event.preventDefault();
  };
}
customElements.define("gate-map", GateMap);

/** Ticks for a short axis: none so near its ends that it meets another axis's. */
const few = (scale: ScaleLinear<number, number>): number[] =>
  scale.ticks(4).filter((t) => Math.abs(t) < 0.9 * scale.domain()[1]!);

/** Zero and the outermost, where there is little room. */
const outer = (ticks: readonly number[]): number[] => [ticks[0]!, 0, ticks.at(-1)!];

/** Lands on hundredths, finer than a pixel, inside the square. */
function move(a: number, b: number): void {
  const inside = (v: number) => Math.round(100 * Math.min(Math.max(v, -reach), reach)) / 100 + 0;
  page.set({ a: inside(a), b: inside(b) });
}
