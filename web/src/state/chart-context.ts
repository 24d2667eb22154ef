// What a chart and the elements in it share: its state, its functions, its settings, its address.
import { FunctionSource } from "./catalogue";
import { ObservableState } from "./observable-state";
import { Settings, type Options } from "./settings";
import { UrlSync } from "./url-sync";

export class ChartContext {
  readonly functions: FunctionSource;
  readonly settings: Settings;
  readonly state: ObservableState;
  /** Only the page's own chart writes the address of the page. */
  readonly address: UrlSync | undefined;

  /** `opening`: the species offered first; `withUrl`: the state is kept in the page's address. */
  constructor(opening: readonly string[], options: Options, { withUrl = false } = {}) {
    this.functions = new FunctionSource(opening);
    this.settings = new Settings(this.functions, options);
    const { state, problems } = this.settings.parse(withUrl ? location.search : "");
    this.state = new ObservableState({ ...this.settings.defaults, ...state }, problems);
    this.address = withUrl ? new UrlSync(this.state, this.settings) : undefined;
  }
}

const contexts = new WeakMap<Node, ChartContext>();

/** Gives a context to an element and all in it. */
export const provideContext = (element: Element, context: ChartContext): void =>
  void contexts.set(element, context);

/** The context of the nearest ancestor that provides one, or of the element itself. */
export function contextOf(element: Element): ChartContext {
  for (let node: Node | null = element; node;) {
    const context = contexts.get(node);
    if (context) return context;
    node = node instanceof ShadowRoot ? node.host : node.parentNode;
  }
  throw new Error(`<${element.localName}> is in no element that provides its state`);
}
