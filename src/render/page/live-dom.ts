/** The part of the browser's DOM that `pageTools` touches; the project is compiled without the DOM's own types. */
export interface LiveNode {
  readonly nodeType: number;
  readonly nodeValue: string | null;
  readonly nodeName: string;
  readonly childNodes: Iterable<LiveNode>;
  readonly parentNode: LiveNode | null;
  readonly textContent: string | null;
  readonly ownerDocument: LiveDocument;
}

export interface LiveElement extends LiveNode {
  readonly localName: string;
  readonly namespaceURI: string | null;
  readonly attributes: Iterable<{ readonly name: string; readonly value: string }>;
  readonly shadowRoot: LiveRoot | null;
  readonly assignedSlot: LiveElement | null;
  readonly contentDocument?: LiveDocument | null;
  readonly content?: LiveNode;
  readonly disabled?: boolean;
  readonly value?: unknown;
  readonly host?: LiveElement;
  scrollTop: number;
  readonly scrollHeight: number;
  readonly clientHeight: number;
  readonly clientWidth: number;
  readonly clientLeft: number;
  readonly clientTop: number;
  readonly firstElementChild: LiveElement | null;
  readonly previousElementSibling: LiveElement | null;
  getRootNode(): LiveNode;
  matches(selector: string): boolean;
  contains(other: LiveNode): boolean;
  getAttribute(name: string): string | null;
  assignedNodes?(options: { flatten: boolean }): readonly LiveNode[];
  checkVisibility(options: Record<string, boolean>): boolean;
  getBoundingClientRect(): {
    readonly left: number;
    readonly top: number;
    readonly width: number;
    readonly height: number;
  };
  scrollIntoView(options: Record<string, string>): void;
}

export interface LiveRoot extends LiveNode {
  readonly host?: LiveElement;
  querySelectorAll(selector: string): Iterable<LiveElement>;
  elementFromPoint(x: number, y: number): LiveElement | null;
}

export interface LiveDocument extends LiveRoot {
  readonly baseURI: string;
  readonly doctype: { readonly name: string } | null;
  readonly documentElement: LiveElement | null;
  readonly body: LiveElement | null;
  readonly scrollingElement: LiveElement | null;
  readonly defaultView: LiveWindow | null;
}

interface LiveWindow {
  readonly frameElement: LiveElement | null;
  readonly innerHeight: number;
  getComputedStyle(element: LiveElement): { readonly overflowY: string };
}
