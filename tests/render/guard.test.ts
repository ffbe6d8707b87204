import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from "vitest";
import { RefusedError } from "../../src/model/crawl-error.ts";
import { findBrowser } from "../../src/render/find-browser.ts";
import { openBrowser } from "../../src/render/open-browser.ts";
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
import { openVictim, type Victim } from "./victim.ts";

// A browser on a busy machine takes its time.
vi.setConfig({ testTimeout: 90_000 });

describe.skipIf(!hasBrowser)(`what a rendered page may reach${hasBrowser ? "" : ` (skipped: ${NO_BROWSER})`}`, () => {
  let site: PageServer;
  let victim: Victim;
  let rendering: Rendering;
  const all = { allowResources: ["stylesheet", "third-party", "font", "media"] };

  beforeAll(async () => {
    site = await servePages();
    victim = await openVictim();
    rendering = renderFrom(site);
  });
  afterAll(async () => {
    await rendering.close();
    await site.close();
    await victim.close();
  });
  beforeEach(() => {
    site.asked.length = 0;
    victim.seen.length = 0;
  });

  /** Renders a page whose script tries something, and gives the words it wrote down. */
  async function attempt(script: string, how = {}): Promise<string> {
    const write = "const uit=t=>{document.querySelector('#doel').textContent+=t+';'};";
    site.pages["/poging"] = scripted(write + script);
    const page = await rendering.get("/poging", { ...all, ...how });
    return /<div id="doel">(.*?)<\/div>/.exec(textOf(page))?.[1] ?? "";
  }

  const addresses = () => [
    `http://127.0.0.1:${victim.tcpPort}/`,
    `http://localhost:${victim.tcpPort}/`,
    `http://binnen.example:${victim.tcpPort}/`,
    `http://[::1]:${victim.tcpPort}/`,
    `http://2130706433:${victim.tcpPort}/`,
    "http://169.254.169.254/latest/meta-data/",
  ];

  it("no private address answers a script, however it is spelt or named", async () => {
    const words = await attempt(
      `for (const a of ${JSON.stringify(addresses())}) fetch(a).then(() => uit("kreeg " + a), () => uit("niets"))`,
    );
    expect(words).toBe("niets;".repeat(addresses().length));
    expect(victim.seen).toEqual([]);
  });

  it("(whoever does reach it is noticed)", async () => {
    await fetch(`http://127.0.0.1:${victim.tcpPort}/hier`);
    await expect.poll(() => victim.seen).toEqual(["a connection", "GET /hier HTTP/1.1"]);
  });

  it("no element loads anything from a private address", async () => {
    const from = `http://127.0.0.1:${victim.tcpPort}`;
    await attempt(
      `document.body.insertAdjacentHTML("beforeend", \`<img src="${from}/i"><iframe src="${from}/f"></iframe><embed src="${from}/e"><object data="${from}/o"></object>
       <video src="${from}/v"></video><audio src="${from}/a"></audio><link rel=stylesheet href="${from}/s"><link rel=preconnect href="${from}"><link rel=prefetch href="${from}/p">
       <link rel=preload as=fetch href="${from}/l"><link rel=modulepreload href="${from}/m"><style>@font-face{font-family:x;src:url(${from}/t)}*{font-family:x;background:url(${from}/b)}</style>\`);
       const s = document.createElement("script"); s.src = "${from}/script"; document.body.append(s);
       const r = document.createElement("script"); r.type = "speculationrules"; r.text = JSON.stringify({ prefetch: [{ source: "list", urls: ["${from}/spec"] }], prerender: [{ source: "list", urls: ["/vooraf"] }] }); document.body.append(r);`,
      { allowResources: [...all.allowResources, "image"] },
    );
    expect(victim.seen).toEqual([]);
    expect(site.asked).toEqual(["GET /poging"]);
  });

  it("no web socket, event stream, beacon, worker or peer connection gets out", async () => {
    site.pages["/werker.js"] =
      `fetch("http://127.0.0.1:${victim.tcpPort}/werker").then(() => postMessage("kreeg"), () => postMessage("niets"))`;
    const words = await attempt(
      `const heen = "127.0.0.1:${victim.tcpPort}";
       new WebSocket("ws://" + heen).onerror = () => uit("geen socket");
       new EventSource("http://" + heen).onerror = (e) => { e.target.close(); uit("geen stroom") };
       navigator.sendBeacon("http://" + heen, "x");
       fetch("http://" + heen, { keepalive: true, mode: "no-cors" }).catch(() => uit("geen groet"));
       new Worker("/werker.js").onmessage = (e) => uit("werker " + e.data);
       new SharedWorker("/werker.js");
       const peer = new RTCPeerConnection({ iceServers: [{ urls: "stun:127.0.0.1:${victim.udpPort}" }, { urls: "turn:" + heen + "?transport=tcp", username: "a", credential: "b" }] });
       peer.createDataChannel("x"); peer.createOffer().then((o) => peer.setLocalDescription(o));
       peer.onicecandidate = (e) => { if (e.candidate === null) document.body.dataset.klaar = "1"; else uit("kandidaat " + e.candidate.candidate) };`,
      { actions: [{ waitFor: "body[data-klaar]", timeoutMs: 8000 }] },
    );
    expect(words.split(";").sort()).toEqual(["", "geen groet", "geen socket", "geen stroom", "werker niets"]);
    expect(victim.seen).toEqual([]);
  });

  it("a redirect to a private address is not followed", async () => {
    site.pages["/verder"] = { status: 302, headers: { location: `http://127.0.0.1:${victim.tcpPort}/` } };
    const words = await attempt(`fetch("/verder").then(() => uit("kreeg"), () => uit("niets"))`);
    expect(words).toBe("niets;");
    expect(victim.seen).toEqual([]);
  });

  it("a redirect leads a part of the page no further than the page might have gone itself", async () => {
    const targets = [`http://127.0.0.1:${victim.tcpPort}/`, `http://spoor.example:${site.port}/volg`];
    for (const [place, target] of targets.entries()) {
      site.pages[`/om/${place}`] = { status: 302, headers: { location: target } };
      site.pages[`/omweg/${place}`] = { status: 307, headers: { location: `/om/${place}` } };
    }
    const parts = targets.flatMap((_, place) => [`/om/${place}`, `/omweg/${place}`]);
    const words = await attempt(
      `for (const deel of ${JSON.stringify(parts)}) {
         fetch(deel).then(() => uit("kreeg " + deel), () => uit("niets"));
         document.body.insertAdjacentHTML("beforeend", \`<iframe src="\${deel}"></iframe><img src="\${deel}"><link rel=stylesheet href="\${deel}"><object data="\${deel}"></object>\`);
         const s = document.createElement("script"); s.src = deel; document.body.append(s);
       }`,
      { allowResources: ["stylesheet", "image"], contextKey: "omweg" },
    );
    expect(words).toBe("niets;".repeat(parts.length));
    expect(victim.seen).toEqual([]);
    expect(site.asked.filter((ask) => ask.includes("spoor"))).toEqual([]);
    expect(site.asked).toContain("GET /omweg/1");
  });

  it("a page that goes to a private address by itself is refused, like a redirect there", async () => {
    site.pages["/weg"] = scripted(`location = "http://127.0.0.1:${victim.tcpPort}/"`);
    const refused = await rendering.get("/weg", all).catch((error: unknown) => error);
    expect(refused).toBeInstanceOf(RefusedError);
    expect(refused).toMatchObject({ why: "forbidden-address" });
    expect(victim.seen).toEqual([]);
  });

  it("no file of this machine is read", async () => {
    const words = await attempt(
      `fetch("file:///etc/hostname").then(() => uit("kreeg"), () => uit("niets"));
       document.body.insertAdjacentHTML("beforeend", '<iframe src="file:///etc/hostname"></iframe>'); location = "file:///etc/hostname"; open("file:///etc/hostname")`,
    );
    expect(words).toBe("niets;");
  });

  it("no service worker outlives its page", async () => {
    site.pages["/sw.js"] = "self.addEventListener('fetch', (e) => e.respondWith(new Response('gekaapt')))";
    await attempt(`navigator.serviceWorker?.register("/sw.js").then(() => uit("kreeg"), () => uit("niets"))`);
    expect(site.asked).toEqual(["GET /poging"]);
    site.pages["/daarna"] = "<h1>eigen</h1>";
    expect(textOf(await rendering.get("/daarna"))).toContain("<h1>eigen</h1>");
  });

  it("the browser alone, with nobody between, reaches nothing", async () => {
    const program = findBrowser(process.env);
    if (program === undefined) throw new Error(NO_BROWSER);
    const open = await openBrowser({ program, hasImages: true, hasSandbox: false, maxPageMemoryBytes: 2 ** 30 });
    try {
      const page = await (await open.browser.newContext()).newPage();
      for (const address of [
        ...addresses(),
        `https://127.0.0.1:${victim.tcpPort}/`,
        `ftp://127.0.0.1:${victim.tcpPort}/`,
      ])
        await expect(page.goto(address)).rejects.toThrow(/ERR_(PROXY_CONNECTION_FAILED|ABORTED|UNKNOWN_URL_SCHEME)/);
      expect(victim.seen).toEqual([]);
    } finally {
      await open.close();
    }
  });

  it("third parties are not asked, the page's own hosts and those allowed are", async () => {
    const { port } = site;
    site.pages["/x.js"] = "1";
    const script = `for (const h of ["polder.example", "api.polder.example", "gesprek.example", "spoor.example"]) { const s = document.createElement("script"); s.src = "http://" + h + ":${port}/x.js"; document.body.append(s); }`;
    await attempt(script, { allowResources: [], allowHosts: ["gesprek.example"] });
    expect(site.asked.sort()).toEqual([
      "GET /poging",
      "GET /x.js",
      "GET api.polder.example/x.js",
      "GET gesprek.example/x.js",
    ]);
  });

  it("everything a page asks for is admitted first, and what is refused is not asked", async () => {
    site.pages["/a.js"] = "window.a = 1";
    site.pages["/dicht/b.js"] = "window.b = 1";
    site.pages["/rond"] = scripted(
      "document.querySelector('#doel').textContent = window.a + ' ' + window.b",
      '<div id=doel></div><script src="/a.js"></script><script src="/dicht/b.js"></script><iframe src="/kader"></iframe>',
    );
    const admitted: string[] = [];
    const answered: string[] = [];
    const page = await rendering.get(
      "/rond",
      { contextKey: "toegelaten", noteAnswer: async (url) => void answered.push(new URL(url).pathname) },
      {
        admit: async (url, need) => {
          admitted.push(`${new URL(url).pathname} ${need?.isDocument === true ? "page" : "part"}`);
          if (url.includes("/dicht/")) throw new RefusedError("robots.txt says no", "robots", url);
        },
      },
    );
    expect(textOf(page)).toContain('<div id="doel">1 undefined</div>');
    expect(admitted.sort()).toEqual(["/a.js part", "/dicht/b.js part", "/kader part"]);
    expect(site.asked.sort()).toEqual(["GET /a.js", "GET /kader", "GET /rond"]);
    expect(answered.sort()).toEqual(["/a.js", "/kader"]);
    expect(rendering.renderer.notesOf(page)?.blocked).toMatchObject({ robots: 1 });
  });

  it("the server hears the crawler, not the browser", async () => {
    site.sent.length = 0;
    await attempt(`fetch("/data", { headers: { "x-vraag": "1" } })`);
    const sent = site.sent.find(({ url }) => url === "/data")?.headers;
    expect(sent).toMatchObject({ "user-agent": "OogstTest/1.0", "x-vraag": "1", referer: `${site.origin}/poging` });
    expect(Object.keys(sent ?? {}).filter((name) => name.startsWith("sec-"))).toEqual([]);
  });

  it("only GET and POST are ever sent", async () => {
    site.pages["/post"] = (request) => ({ body: request.method ?? "" });
    const words = await attempt(
      `for (const m of ["POST", "PUT", "DELETE", "PATCH"]) fetch("/post", { method: m, body: m === "DELETE" ? undefined : "{}" }).then(() => uit(m + " ging"), () => uit(m + " niet"))`,
    );
    expect(words.split(";").sort()).toEqual(["", "DELETE niet", "PATCH niet", "POST ging", "PUT niet"]);
    expect(site.asked.sort()).toEqual(["GET /poging", "POST /post"]);
  });
});
