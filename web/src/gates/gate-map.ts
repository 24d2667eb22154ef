// The map of a gate with a section along each input, and the crosshair that moves over them.
import { html, nothing, svg, type PropertyValues, type TemplateResult } from "lit";
import { curvePath } from "../drawing/curve-path";
import { coordinate, plain, significant } from "../ui/number-format";
import { layout, type Layout } from "./gate-layout";
import { peak, reach, type GateSurfaces } from "./gate-surface";
import { colorScale, gateAxes, relief } from "./map-drawing";
import { paint } from "./surface-colors";
import type { Change } from "../state/observable-state";
import { SizedElement } from "../state/state-element";
import { uniqueId } from "../ui/unique-id";

export class GateMap extends SizedElement {
  protected override readonly watches: readonly Change[] = ["part"];
  static override properties = { of: { attribute: false }, hints: { attribute: false } };
  declare of: GateSurfaces;
  /** The id of what says how the map is worked by keys. */
  declare hints: string;
  readonly #id = uniqueId("section");
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
      const color = `var(${level < 0 ? "--below" : "--above"}) ${100 * Math.abs(level)}%`;
      label.style.stroke = `color-mix(in srgb, ${color}, var(--level))`;
    }
    this.#paint();
    this.#drawCrosshair();
  }

  protected override render(): TemplateResult | typeof nothing {
    if (this.width === 0) return nothing;
    const surface = this.of.surfaces[this.state.part];
    const l = layout(this.width, peak(surface));
    this.#layout = l;
    const { map, alongA, alongB, small } = l;
    const [w, h] = [map.width, map.height];
    return html`<div class="sheet">
      <div
        class="plane"
        role="slider"
        tabindex="0"
        aria-roledescription="two-dimensional slider"
        aria-label="Crosshair: the inputs a and b"
        aria-valuemin=${-reach}
        aria-valuemax=${reach}
        aria-describedby=${this.hints}
        @keydown=${this.#key}
        @pointerdown=${this.#point}
        @pointermove=${this.#point}
      >
        <canvas></canvas>
      </div>
      <svg
        class=${small ? "small" : ""}
        width=${w}
        height=${h}
        viewBox="0 0 ${w} ${h}"
        aria-hidden="true"
      >
        <defs>
          ${[map, alongA, alongB].map(
            (f, i) => svg`<clipPath id="${this.#id}-${i}">
            <rect x=${f.left} y=${f.top} width=${f.right - f.left}
              height=${f.bottom - f.top}></rect></clipPath>`,
          )}
          <linearGradient id="${this.#id}-scale">
            <stop class="below" offset="0"></stop>
            <stop class="level" offset="0.5"></stop>
            <stop class="above" offset="1"></stop>
          </linearGradient>
          <pattern
            id="${this.#id}-hatch"
            class="hatch"
            width="6"
            height="6"
            patternUnits="userSpaceOnUse"
            patternTransform="rotate(45)"
          >
            <line x1="0" y1="0" x2="0" y2="6"></line>
          </pattern>
        </defs>
        ${relief(l, surface, this.#id)} ${gateAxes(l)} ${colorScale(l, surface, this.#id)}
        <g class="crosshair">
          <path class="hair at-a"></path>
          <path class="hair at-b"></path>
          <g clip-path="url(#${this.#id}-1)">
            <path class="curve plain along-a"></path>
            <line class="tangent ta"></line>
          </g>
          <g clip-path="url(#${this.#id}-2)">
            <path class="curve plain along-b"></path>
            <line class="tangent tb"></line>
          </g>
          <circle class="at on-map" r="5"></circle>
          <circle class="at on-a" r="4.5"></circle>
          <circle class="at on-b" r="4.5"></circle>
          <text class="section-name name-a" x=${alongA.left + 7} y=${alongA.top + 15}></text>
          <text
            class="section-name name-b"
            x=${small ? alongB.right : alongB.left}
            text-anchor=${small ? "end" : "start"}
            y=${alongB.top - 9}
          ></text>
          <path class="needle" d="M-5 -7L5 -7L0 0Z"></path>
        </g>
      </svg>
    </div>`;
  }

  readonly #paint = (): void => {
    const canvas = this.querySelector("canvas");
    const l = this.#layout;
    if (!canvas || !l) return;
    const sharp = Math.min(devicePixelRatio, 3);
    canvas.width = Math.round((l.map.right - l.map.left) * sharp);
    canvas.height = Math.round((l.map.bottom - l.map.top) * sharp);
    paint(canvas, this.of.surfaces[this.state.part], l.top);
  };

  #drawCrosshair(): void {
    const l = this.#layout;
    const plane = this.querySelector<HTMLElement>(".plane");
    if (!l || !plane) return;
    const { a, b, part } = this.state;
    const { map, alongA, alongB } = l;
    const { at, name } = this.of.surfaces[part];
    const value = at(a, b);
    const [df, dg] = this.of.gate.derivatives(a, b);
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
    for (const dot of this.querySelectorAll<SVGElement>(".on-a, .on-b"))
      dot.style.display = beyond ? "none" : "";
    put(".along-a", { d: curvePath(alongA, (u) => at(u, b), this.of.inner.kinks) });
    // At a fixed a every surface is straight in b.
    put(".along-b", {
      d: `M${alongB.x(at(a, -reach))},${map.y(-reach)}L${alongB.x(at(a, reach))},${map.y(reach)}`,
    });
    const half = reach / 4;
    put(".ta", {
      x1: map.x(a - half),
      x2: map.x(a + half),
      y1: alongA.y(value - df * half),
      y2: alongA.y(value + df * half),
    });
    put(".tb", {
      y1: map.y(b - half),
      y2: map.y(b + half),
      x1: alongB.x(value - dg * half),
      x2: alongB.x(value + dg * half),
    });
    for (const tangent of this.querySelectorAll<SVGElement>(".tangent")) {
      tangent.style.display = part === "f" ? "" : "none";
    }
    put(".needle", {
      transform: `translate(${l.scale(value)} ${(alongA.top + alongA.bottom) / 2 - 6})`,
    });
    this.querySelector(".name-a")!.textContent = `${name}(a, ${plain(b)})`;
    this.querySelector(".name-b")!.textContent = `${name}(${plain(a)}, b)`;
    plane.setAttribute("aria-valuenow", String(a));
    plane.setAttribute(
      "aria-valuetext",
      `a ${coordinate(a)}, b ${coordinate(b)}. f ${significant(this.of.gate.value(a, b))}, ` +
        `slope in a ${significant(df)}, slope in b ${significant(dg)}`,
    );
  }

  /** Hover with a mouse, drag with a finger. */
  readonly #point = (event: PointerEvent): void => {
    const plane = event.currentTarget as HTMLElement;
    if (event.type === "pointerdown") plane.setPointerCapture(event.pointerId);
    else if (event.pointerType !== "mouse" && !plane.hasPointerCapture(event.pointerId)) return;
    const box = plane.getBoundingClientRect();
    this.#move(
      reach * ((2 * (event.clientX - box.left)) / box.width - 1),
      reach * (1 - (2 * (event.clientY - box.top)) / box.height),
    );
  };

  readonly #key = (event: KeyboardEvent): void => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const { a, b } = this.state;
    const step = event.shiftKey ? 0.01 : 0.1;
    const moves: Record<string, [number, number]> = {
      ArrowLeft: [a - step, b],
      ArrowRight: [a + step, b],
      ArrowDown: [a, b - step],
      ArrowUp: [a, b + step],
      PageDown: [a, b - 10 * step],
      PageUp: [a, b + 10 * step],
      Home: [-reach, b],
      End: [reach, b],
    };
    const to = moves[event.key];
    if (!to) return;
    this.#move(...to);
    event.preventDefault();
  };

  /** Lands on hundredths, finer than a pixel, inside the square. */
  #move(a: number, b: number): void {
    const inside = (v: number) => Math.round(100 * Math.min(Math.max(v, -reach), reach)) / 100 + 0;
    this.set({ a: inside(a), b: inside(b) });
  }
}
customElements.define("gate-map", GateMap);
