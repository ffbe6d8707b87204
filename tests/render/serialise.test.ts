import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { parseHtml } from "../../src/dom/parse-html.ts";
import { selectAll } from "../../src/dom/select.ts";
import {
  hasBrowser,
  NO_BROWSER,
  type PageServer,
  type Rendering,
  renderFrom,
  scripted,
  servePages,
  textOf,
} from "./page-server.ts";

// A browser on a busy machine takes its time.
vi.setConfig({ testTimeout: 90_000 });

describe.skipIf(!hasBrowser)(`the rendered page as text${hasBrowser ? "" : ` (skipped: ${NO_BROWSER})`}`, () => {
  let site: PageServer;
  let rendering: Rendering;

  beforeAll(async () => {
    site = await servePages();
    rendering = renderFrom(site);
  });
  afterAll(async () => {
    await rendering.close();
    await site.close();
  });

  async function render(html: string, path = "/pagina"): Promise<string> {
    site.pages[path] = html;
    return textOf(await rendering.get(path));
  }
  /** What stands in the body, without the script that made it. */
  const bodyOf = (html: string) =>
    (/<body[^>]*>([\s\S]*)<\/body>/.exec(html)?.[1] ?? "").replace(/<script>[\s\S]*?<\/script>/g, "");

  it("open shadow roots stand in place of what they hide, nested ones too, and slots show what was put into them", async () => {
    const html = await render(
      scripted(
        `customElements.define("x-reactie", class extends HTMLElement { connectedCallback() { this.attachShadow({ mode: "open" }).innerHTML = '<style>p{color:red}</style><h3><slot name="naam">Anoniem</slot></h3><div class="tekst"><slot></slot></div>'; } });
         customElements.define("x-draad", class extends HTMLElement { connectedCallback() { this.attachShadow({ mode: "open" }).innerHTML = '<section><x-reactie id="r1"><span slot="naam">Fenna</span><p>Goed stuk.</p></x-reactie><x-reactie id="r2">Niet mee eens.</x-reactie></section>'; } });`,
        "<x-draad><p>Verborgen</p></x-draad>",
      ),
    );
    expect(bodyOf(html)).toBe(
      '<x-draad><section><x-reactie id="r1"><h3><span slot="naam">Fenna</span></h3><div class="tekst"><p>Goed stuk.</p></div></x-reactie>' +
        '<x-reactie id="r2"><h3>Anoniem</h3><div class="tekst">Niet mee eens.</div></x-reactie></section></x-draad>',
    );
  });

  it("a selector of a site file reaches from a host into its shadow root, and from a frame into its page", async () => {
    site.pages["/kader"] =
      "<html><head><title>Ander</title></head><body><ol class=lijst><li>Uit het kader</ol></body></html>";
    const html = await render(
      scripted(
        `document.querySelector("x-a").attachShadow({ mode: "open" }).innerHTML = "<div class=in><p>Uit de schaduw</p></div>"`,
        '<x-a class=gast></x-a><iframe id=draad src="/kader"></iframe>',
      ),
    );
    const found = (selector: string) => selectAll(selector, parseHtml(html)).length;
    expect(found("x-a.gast > .in > p")).toBe(1);
    expect(found("#draad > .lijst li")).toBe(1);
    expect(found("title")).toBe(1);
  });

  it("declarative shadow roots, which need no script, are read the same way", async () => {
    const html = await render(
      "<html><body><x-b><template shadowrootmode=open><p>Stil</p></template></x-b></body></html>",
    );
    expect(bodyOf(html)).toContain("<x-b><p>Stil</p></x-b>");
  });

  it("closed shadow roots stay closed, and what they hide is not shown in their stead", async () => {
    const html = await render(
      scripted(
        `document.querySelector("x-c").attachShadow({ mode: "closed" }).innerHTML = "<p>Dicht</p>"`,
        "<x-c></x-c>",
      ),
    );
    expect(bodyOf(html)).toBe("<x-c></x-c>");
  });

  it("data in a host survives although no slot shows it", async () => {
    const html = await render(
      scripted(
        `document.querySelector("x-d").attachShadow({ mode: "open" }).innerHTML = "<p>Zichtbaar</p>"`,
        '<x-d><script type="application/json">{"a":"</b>"}</script></x-d>',
      ),
    );
    expect(bodyOf(html)).toBe('<x-d><p>Zichtbaar</p><script type="application/json">{"a":"</b>"}</script></x-d>');
  });

  it("frames of the same origin are part of the page, with addresses that still lead where they led; others stay frames", async () => {
    site.pages["/diep/kader"] =
      '<html><head><script type="application/ld+json">{"@type":"NewsArticle"}</script></head><body><p><a href="verder?a=1&b=2">lees</a><iframe src="nog"></iframe></body></html>';
    site.pages["/diep/nog"] = "<html><body>Dieper</body></html>";
    const html = await render(
      `<html><body><iframe src="/diep/kader" class="k"></iframe><iframe src="http://elders.example:${site.port}/x">leeg</iframe><iframe src="data:text/html,vreemd"></iframe></body></html>`,
    );
    const at = `${site.origin}/diep`;
    expect(bodyOf(html).trim()).toBe(
      `<div data-oogst-frame="${at}/kader" class="k"><div data-oogst-tag="p"><a href="${at}/verder?a=1&amp;b=2">lees</a><div data-oogst-frame="${at}/nog">Dieper</div></div></div>` +
        `<iframe src="http://elders.example:${site.port}/x">leeg</iframe><iframe src="data:text/html,vreemd"></iframe>`,
    );
    expect(html).not.toContain("NewsArticle");
  });

  it("frames within frames are read with their shadow roots, and shadow roots with their frames", async () => {
    site.pages["/kader-1"] = scripted(
      `document.querySelector("x-k").attachShadow({ mode: "open" }).innerHTML = "<ol><li>een</li></ol><iframe src='/kader-2'></iframe>"`,
      "<x-k></x-k>",
    );
    site.pages["/kader-2"] = scripted(
      `const r = document.querySelector("x-l").attachShadow({ mode: "open" }); r.innerHTML = "<x-m></x-m>"; r.querySelector("x-m").attachShadow({ mode: "open" }).innerHTML = "<p class=diep>twee</p>"`,
      "<x-l></x-l>",
    );
    const html = await render("<html><body><iframe id=buiten src='/kader-1'></iframe></body></html>");
    expect(selectAll("#buiten x-k > ol > li", parseHtml(html))).toHaveLength(1);
    expect(selectAll("#buiten x-k x-l > x-m > p.diep", parseHtml(html))).toHaveLength(1);
  });

  it("a frame that a script fills is read as it stands", async () => {
    const html = await render(
      scripted(
        `const d = document.querySelector("iframe").contentDocument; d.open(); d.write("<ul><li>Geschreven</ul>"); d.close();`,
        "<iframe></iframe><iframe srcdoc='<b>Ingebed</b>'></iframe>",
      ),
    );
    expect(bodyOf(html)).toMatch(
      /<div data-oogst-frame="[^"]*"><ul><li>Geschreven<\/li><\/ul><\/div><div data-oogst-frame="[^"]*"><b>Ingebed<\/b><\/div>/,
    );
  });

  it("a paragraph that no parser would leave whole becomes a block of another name, so that what is in it stays in it", async () => {
    const html = await render(
      scripted(
        `const p = document.createElement("p"); p.className = "x"; p.innerHTML = "voor"; p.append(Object.assign(document.createElement("div"), { textContent: "in" })); document.body.prepend(p);`,
        "<p>gewoon <button>a<div>b</div></button></p>",
      ),
    );
    expect(bodyOf(html)).toBe(
      '<div data-oogst-tag="p" class="x">voor<div>in</div></div><p>gewoon <button>a<div>b</div></button></p>',
    );
    expect(parsedAgain(html)).toBe(html);
  });

  it("text, attributes, scripts, templates and foreign elements come through unchanged, and parse to the same page again", async () => {
    const body =
      '<p title="&quot;a&quot; &amp; &lt;b&gt;">a &amp;amp; b &lt;i&gt;&nbsp;c</p><pre>\n\nx</pre><textarea>\n\n&lt;y&gt;</textarea><br><img src="a.jpg" alt=""><script type="application/json">{"a":"<b>&amp;"}</script>' +
      '<template><p>t</p></template><svg viewBox="0 0 1 1"><linearGradient id="g"></linearGradient></svg><math><mi>x</mi></math><style>a > b {}</style><select><option selected="">1</option></select>';
    const html = await render(
      `<!doctype html><html lang="nl"><head><meta charset="utf-8"><title>a &amp; b</title></head><body>${body}</body></html>`,
    );
    expect(html).toBe(
      `<!DOCTYPE html><html lang="nl"><head><meta charset="utf-8"><title>a &amp; b</title></head><body>${body}</body></html>`,
    );
    expect(parsedAgain(html)).toBe(html);
  });

  it("what is for readers without scripts, and what frameworks leave behind, is left out", async () => {
    const html = await render(
      "<html><body><noscript><p>Zet scripts aan</p></noscript><!-- merk --><p>a</p></body></html>",
    );
    expect(bodyOf(html).trim()).toBe("<p>a</p>");
  });

  it("a page that changed its own address tells what its links are relative to", async () => {
    const html = await render(scripted(`history.pushState({}, "", "/elders/nu/")`, '<a href="x">x</a>'));
    expect(html).toContain(`<head><base href="${site.origin}/elders/nu/">`);
  });

  it("the page's own changes to the language and the DOM do not reach the reading", async () => {
    const html = await render(
      scripted(
        `Array.prototype.push = () => 0; String.prototype.replaceAll = () => "gekaapt"; Object.defineProperty(Element.prototype, "shadowRoot", { get: () => null }); Element.prototype.matches = () => false; document.querySelectorAll = () => []; globalThis.oogst = { serialise: () => ({ html: "gekaapt" }) }; Object.prototype.toJSON = () => "gekaapt"; Promise.prototype.then = () => {}; window.setTimeout = () => 0;`,
        "<p>eigen</p>",
      ),
    );
    expect(bodyOf(html)).toBe("<p>eigen</p>");
  });

  it("bytes in another charset arrive as the same text in UTF-8", async () => {
    site.pages["/oud"] = {
      type: "text/html",
      body: Buffer.from(
        '<html><head><meta charset="windows-1252"></head><body>“één” €</body></html>'
          .replace("“", "\x93")
          .replace("”", "\x94")
          .replace("€", "\x80"),
        "latin1",
      ),
    };
    const page = await rendering.get("/oud");
    expect(textOf(page)).toContain("<body>“één” €</body>");
    expect(page).toMatchObject({
      charset: "utf-8",
      mediaType: "text/html",
      broughtBy: "browser",
      headers: { "content-type": ["text/html; charset=utf-8"] },
    });
  });

  /** Chromium's own reading of what was written, by another visit. */
  function parsedAgain(html: string): string {
    const document = parseHtml(html);
    return serialiseParsed(document);
  }
});

/** Writes a parsed page with the rules of the standard, for comparison only. */
function serialiseParsed(node: unknown): string {
  const { type, name, attribs = {}, children = [], data = "", parent } = node as Parsed;
  const inner = () => children.map(serialiseParsed).join("");
  if (type === "text") {
    const isRaw = ["script", "style"].includes((parent as Parsed | null)?.name ?? "");
    return isRaw
      ? data
      : data.replaceAll("&", "&amp;").replaceAll("\u00a0", "&nbsp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");
  }
  if (type === "directive") return "<!DOCTYPE html>";
  if (type === "root") return inner();
  const attributes = Object.entries(attribs).map(
    ([key, value]) =>
      ` ${key}="${value.replaceAll("&", "&amp;").replaceAll('"', "&quot;").replaceAll("<", "&lt;").replaceAll(">", "&gt;")}"`,
  );
  const open = `<${name}${attributes.join("")}>`;
  if (["br", "img", "meta"].includes(name)) return open;
  const first = children[0] as Parsed | undefined;
  const line = ["pre", "textarea"].includes(name) && first?.data?.startsWith("\n") === true ? "\n" : "";
  return `${open}${line}${inner()}</${name}>`;
}

interface Parsed {
  readonly type: string;
  readonly name: string;
  readonly data?: string;
  readonly attribs?: Record<string, string>;
  readonly children?: readonly unknown[];
  readonly parent: unknown;
}
