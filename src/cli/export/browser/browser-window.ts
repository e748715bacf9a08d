/** The part of a browser that the scripts of a copy use. */

export interface BrowserElement {
  getAttribute(name: string): string | null;
  setAttribute(name: string, value: string): void;
  remove(): void;
  replaceChildren(...children: BrowserElement[]): void;
  append(...children: BrowserElement[]): void;
  readonly children: Iterable<BrowserElement>;
  readonly dataset: Record<string, string | undefined>;
  scrollIntoView(): void;
  focus(): void;
  innerHTML: string;
  textContent: string;
  hidden: boolean;
}

export interface BrowserDocument {
  querySelector(selector: string): BrowserElement | null;
  querySelectorAll(selector: string): Iterable<BrowserElement>;
  getElementById(id: string): BrowserElement | null;
  createElement(name: string): BrowserElement;
  readonly documentElement: BrowserElement;
  title: string;
}

interface BrowserWindow {
  readonly document: BrowserDocument;
  readonly location: { readonly href: string; readonly search: string; readonly hash: string };
  readonly DOMParser: new () => { parseFromString(text: string, type: 'text/html'): BrowserDocument };
  /** Set for the Stack Builder's own script: gives a page's text and address where there is no server to ask. */
  stackAnswer?: (address: string) => Promise<{ text: string; address: string }>;
}

/** The window: these scripts run nowhere else. */
export const browserWindow = globalThis as unknown as BrowserWindow;
