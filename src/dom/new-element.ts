import { Element } from "domhandler";
import type { html } from "parse5";

/**
 * The attributes of one element: without a prototype's properties, so that no attribute's name reaches anything else (`__proto__`
 * is a name like others), but with a constructor, which `Object.create(null)` lacks and pays for with slow look-ups.
 */
export class Attributes {
  [name: string]: string;
}
Object.setPrototypeOf(Attributes.prototype, null);
Reflect.deleteProperty(Attributes.prototype, "constructor");

/** An element that stands nowhere yet. */
export function newElement(name: string, namespace: html.NS, attributes: Attributes): Element {
  const element = new Element(name, attributes, noChildren.slice());
  element.namespace = namespace;
  return element;
}

const noChildren: never[] = [];
