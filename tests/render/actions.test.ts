import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from "vitest";
import type { Action } from "../../src/model/site.ts";
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

describe.skipIf(!hasBrowser)(`actions on a rendered page${hasBrowser ? "" : ` (skipped: ${NO_BROWSER})`}`, () => {
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
  beforeEach(() => {
    site.asked.length = 0;
  });

  async function act(html: string, actions: readonly Action[], request = {}) {
    site.pages["/pagina"] = html;
    const page = await rendering.get("/pagina", { actions }, request);
    const html_ = textOf(page);
    return {
      page,
      html: html_,
      body: html_.replace(/<script>[\s\S]*?<\/script>/g, ""),
      notes: rendering.renderer.notesOf(page)?.actions,
    };
  }
  const count = (text: string, part: string) => text.split(part).length - 1;
  const click = (selector: string, more = {}): Action => ({
    click: selector,
    untilGone: false,
    times: 20,
    pauseMs: 0,
    ...more,
  });

  it("waits for an element that a script brings late, and no longer", async () => {
    const { body, notes } = await act(
      scripted(`setTimeout(() => document.body.insertAdjacentHTML("beforeend", "<p class=laat>Daar</p>"), 600)`),
      [{ waitFor: ".laat", timeoutMs: 5000 }],
    );
    expect(body).toContain("Daar");
    expect(notes).toEqual([{ action: "waitFor .laat", times: 1, trouble: null }]);
  });

  it("a wait that is not rewarded ends, is noted, and leaves the page as it is", async () => {
    const { body, notes } = await act("<h1>Kop</h1>", [{ waitFor: ".nooit", timeoutMs: 300 }]);
    expect(body).toContain("<h1>Kop</h1>");
    expect(notes).toEqual([{ action: "waitFor .nooit", times: 0, trouble: "nothing matched within 300 ms" }]);
  });

  const more = (pages: number, end = "b.remove()") =>
    scripted(
      `let n = 0; const b = document.querySelector("button"); b.onclick = async () => { const l = await (await fetch("/meer?" + ++n)).json(); document.querySelector("#doel").insertAdjacentHTML("beforeend", l.map((t) => "<p class=r>" + t + "</p>").join("")); if (n === ${pages}) ${end}; };`,
      "<div id=doel></div><button>Toon meer reacties</button>",
    );

  it.each([
    ["is removed", "b.remove()"],
    ["is hidden", 'b.style.display = "none"'],
    ["is switched off", "b.disabled = true"],
  ])("clicks until the button %s", async (_, end) => {
    site.pages["/meer"] = '["a","b","c"]';
    const { body, notes } = await act(more(4, end), [click("button", { untilGone: true })]);
    expect(count(body, 'class="r"')).toBe(12);
    expect(notes).toEqual([{ action: "click button", times: 4, trouble: null }]);
  });

  it("clicks never more often than allowed, and once where it is not told otherwise", async () => {
    site.pages["/meer"] = '["a"]';
    expect(count((await act(more(99), [click("button", { untilGone: true, times: 3 })])).body, 'class="r"')).toBe(3);
    expect(count((await act(more(99), [click("button")])).body, 'class="r"')).toBe(1);
  });

  it("leaves a button alone that does nothing any more", async () => {
    const { notes } = await act("<button>Toon meer</button>", [click("button", { untilGone: true, times: 500 })]);
    expect(notes).toEqual([{ action: "click button", times: 3, trouble: "3 clicks changed nothing" }]);
  });

  it("a button that is not there costs nothing", async () => {
    const { notes } = await act("<h1>Kop</h1>", [click(".nergens", { untilGone: true })]);
    expect(notes).toEqual([{ action: "click .nergens", times: 0, trouble: null }]);
  });

  it("finds buttons in shadow roots and frames, by selectors that cross their borders and by their words", async () => {
    site.pages["/kader"] = scripted(
      `document.querySelector("button").onclick = (e) => { e.target.outerHTML = "<p>uit het kader</p>" }`,
      "<div style='height:900px'></div><button>Meer</button>",
    );
    const { body } = await act(
      scripted(
        `const r = document.querySelector("x-a").attachShadow({ mode: "open" }); r.innerHTML = "<div><button>Andere</button><button>Toon meer</button></div>"; for (const b of r.querySelectorAll("button")) b.onclick = () => { b.outerHTML = "<p>geklikt: " + b.textContent + "</p>" };`,
        '<x-a class="gast"></x-a><div style="height:2000px"></div><iframe id="k" src="/kader" style="width:400px;height:200px"></iframe>',
      ),
      [click('x-a.gast > div button:contains("Toon meer")'), click("#k button")],
    );
    expect(body).toContain("<button>Andere</button><p>geklikt: Toon meer</p>");
    expect(body).toContain("<p>uit het kader</p>");
  });

  it("opens every folded thread once, those within others too", async () => {
    const { body, notes } = await act(
      scripted(
        `document.body.addEventListener("click", (e) => { if (e.target.matches("button.open")) { const d = +e.target.dataset.d; e.target.insertAdjacentHTML("afterend", d > 1 ? "<div>antwoord" + d + "<button class=open data-d=" + (d - 1) + ">Toon antwoorden</button></div>" : "<div>laatste</div>"); } })`,
        "<button class=open data-d=2>Toon antwoorden</button><button class=open data-d=1>Toon antwoorden</button><button class=open data-d=3>Toon antwoorden</button>",
      ),
      [{ open: "button.open", times: 50, pauseMs: 0 }],
    );
    expect(notes).toEqual([{ action: "open button.open", times: 6, trouble: null }]);
    expect(count(body, "laatste")).toBe(3);
  });

  it("scrolls until the page grows no more, also where it scrolls within an element of its own", async () => {
    site.pages["/stuk"] = '["x"]';
    const growing = (container: string) =>
      scripted(
        `let n = 0; const meer = new IntersectionObserver(async (e) => { if (!e[0].isIntersecting || n >= 4) return; n++; await fetch("/stuk?" + n); document.querySelector("#einde").insertAdjacentHTML("beforebegin", "<div class=blok style='height:900px'>" + n + "</div>"); meer.unobserve(document.querySelector("#einde")); meer.observe(document.querySelector("#einde")); }); meer.observe(document.querySelector("#einde"));`,
        `${container}<div style='height:1500px'></div><p id=einde>einde</p></div>`,
      );
    for (const container of ["<div>", "<div style='height:600px;overflow-y:auto'>"]) {
      const { body } = await act(growing(container), [{ scroll: "until-quiet", times: 20, pauseMs: 0 }]);
      expect(count(body, 'class="blok"')).toBe(4);
    }
  });

  it("a page that grows for ever is scrolled as often as allowed", async () => {
    const { notes } = await act(
      scripted(
        `addEventListener("scroll", () => document.body.insertAdjacentHTML("beforeend", "<div style='height:3000px'>x</div>"))`,
        "<div style='height:3000px'></div>",
      ),
      [{ scroll: "until-quiet", times: 3, pauseMs: 0 }],
    );
    expect(notes?.[0]).toMatchObject({ trouble: expect.stringMatching(/growing|time was up/) });
  });

  const dialog = (button: string) =>
    scripted(
      `setTimeout(() => { document.body.insertAdjacentHTML("beforeend", '<div id=muur style="position:fixed;inset:0;background:#fff">${button}</div>'); document.querySelector("#muur button").onclick = () => { document.querySelector("#muur").remove(); document.body.dataset.geklikt = "ja"; }; }, 100)`,
      "<p>Artikel</p><button class=meer onclick=\"this.outerHTML='<p>reacties</p>'\">Meer</button>",
    );

  it("dismisses a dialog by the button that refuses", async () => {
    const { body, notes } = await act(dialog("<button>Alleen noodzakelijke accepteren</button>"), [
      { refuse: "#muur button" },
      click(".meer"),
    ]);
    expect(body).not.toContain("muur");
    expect(body).toContain("<p>reacties</p>");
    expect(notes?.[0]).toEqual({ action: "refuse #muur button", times: 1, trouble: null });
  });

  it.each([
    "<button>Alles accepteren</button>",
    '<button aria-label="Accept all cookies">✓</button>',
    '<button id="consent-AcceptAll"><svg></svg></button>',
  ])("never clicks what agrees, whatever the site file calls it: %s", async (button) => {
    const { body, notes } = await act(dialog(button), [
      { refuse: "#muur button" },
      click("#muur button"),
      { open: "#muur button", times: 5, pauseMs: 0 },
    ]);
    expect(body).toContain("muur");
    expect(body).not.toContain("data-geklikt");
    expect(notes?.map(({ times }) => times)).toEqual([0, 0, 0]);
    expect(notes?.[0]?.trouble).toMatch(/^not clicked, for it agrees/);
  });

  it("does not click through what lies over a button", async () => {
    const { body, notes } = await act(dialog("<button>Weigeren</button>").replace("100)", "0)"), [
      { waitFor: "#muur", timeoutMs: 2000 },
      click(".meer"),
    ]);
    expect(body).not.toContain("<p>reacties</p>");
    expect(notes?.[1]).toMatchObject({ times: 0, trouble: expect.stringContaining("it lies under div") });
  });

  it("a selector that the browser does not know is noted, and the other actions are done", async () => {
    const { notes } = await act("<button onclick='this.remove()'>x</button>", [click("button:first"), click("button")]);
    expect(notes?.map(({ times }) => times)).toEqual([0, 1]);
    expect(notes?.[0]?.trouble).toContain("not a valid selector");
  });

  it("a click that leads to another page of the site is followed", async () => {
    site.pages["/verder"] = "<h1>Verder</h1>";
    const { page, html } = await act('<a href="/verder">door</a>', [click("a"), { waitFor: "h1", timeoutMs: 1000 }]);
    expect(html).toContain("<h1>Verder</h1>");
    expect(page).toMatchObject({
      finalUrl: `${site.origin}/verder`,
      hops: [{ url: `${site.origin}/pagina`, status: 200, location: `${site.origin}/verder` }],
    });
  });

  it("actions end in time for the page to be read", async () => {
    site.pages["/meer"] = '["a"]';
    const { body, notes } = await act(more(9999), [click("button", { untilGone: true, times: 500, pauseMs: 300 })], {
      timeoutMs: 3000,
    });
    expect(count(body, 'class="r"')).toBeGreaterThan(2);
    expect(notes?.[0]?.trouble).toBe("the visit's time was up");
  });

  it("time spent waiting for a host's turn counts neither against an action nor against the visit", async () => {
    site.pages["/laat"] = '["a"]';
    const { body } = await act(
      scripted(`fetch("/laat").then(() => document.querySelector("#doel").innerHTML = "<p class=er>Er</p>")`),
      [{ waitFor: ".er", timeoutMs: 400 }],
      {
        timeoutMs: 1500,
        admit: (url: string) => new Promise<void>((resolve) => setTimeout(resolve, url.includes("laat") ? 2500 : 0)),
      },
    );
    expect(body).toContain('<p class="er">Er</p>');
  });
});
