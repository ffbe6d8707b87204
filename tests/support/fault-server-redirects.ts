import {
  type FaultCall,
  type FaultCase,
  failed,
  fault,
  faultArticle,
  HTML,
  head,
  page,
  refused,
  whole,
} from "./fault-server-case.ts";

const ARTICLE = faultArticle("Veerpont vaart om");

const leadsTo = (location: string, ...headers: string[]) =>
  head(302, `Location: ${location}`, "Content-Length: 0", ...headers);
const toward = (location: string) => (call: FaultCall) => call.write(leadsTo(location));

/** A chain of so many redirects to an article. */
const chain = (length: number) => (call: FaultCall) => {
  const step = Number(call.path.slice(1) || "0");
  return call.write(step < length ? leadsTo(call.urlOf(`/${step + 1}`)) : whole(ARTICLE));
};

/** Where a server sends its visitors. */
export const redirectCases: readonly FaultCase[] = [
  fault("redirect", "a redirect to a page", page("Veerpont vaart"), chain(1), { maxRequests: 2 }),
  fault(
    "redirect-relative",
    "a relative Location",
    page("Veerpont vaart"),
    (call) => call.write(call.path === "" ? leadsTo("redirect-relative/hier#fragment") : whole(ARTICLE)),
    { maxRequests: 2 },
  ),
  fault(
    "redirect-utf8",
    "a Location in bare UTF-8",
    page("Veerpont vaart"),
    (call) =>
      call.write(
        call.path === ""
          ? leadsTo(call.urlOf("/café"))
          : call.path === "/caf%C3%A9"
            ? whole(ARTICLE)
            : head(404, "Content-Length: 0"),
      ),
    { maxRequests: 2 },
  ),
  fault("redirect-ten", "ten redirects", page("Veerpont vaart"), chain(10), { maxRequests: 11 }),
  fault("redirect-chain", "forty redirects", failed("too-many-redirects"), chain(40), { maxRequests: 12 }),
  fault(
    "redirect-endless",
    "always one more",
    failed("too-many-redirects"),
    (call) => call.write(leadsTo(call.urlOf(`/${call.hit}`))),
    { maxRequests: 12 },
  ),
  fault("redirect-self", "a redirect to itself", failed("too-many-redirects"), (call) =>
    call.write(leadsTo(call.urlOf(call.path))),
  ),
  fault(
    "redirect-loop",
    "two addresses that lead to each other",
    failed("too-many-redirects"),
    (call) => call.write(leadsTo(call.urlOf(call.path === "/b" ? "" : "/b"))),
    { maxRequests: 2 },
  ),
  fault(
    "redirect-cookie",
    "back to itself until a cookie comes back",
    page("Veerpont vaart"),
    (call) =>
      call.write(
        call.headers.cookie === "bezoek=ja"
          ? whole(ARTICLE)
          : leadsTo(call.urlOf(), "Set-Cookie: bezoek=ja; Path=/; HttpOnly"),
      ),
    { maxRequests: 2 },
  ),
  fault(
    "redirect-cookie-loop",
    "back to itself with a new cookie each time",
    failed("too-many-redirects"),
    (call) => call.write(leadsTo(call.urlOf(), `Set-Cookie: bezoek=${call.hit}`)),
    { maxRequests: 12 },
  ),
  fault("redirect-nowhere", "no Location", failed("protocol"), (call) => call.write(head(302, "Content-Length: 0"))),
  fault("redirect-empty", "an empty Location", failed("protocol"), toward("")),
  fault("redirect-broken", "a Location that is no address", failed("protocol"), toward("http://[kade/")),
  fault("redirect-two", "two Locations that differ", failed("protocol"), (call) =>
    call.write(head(302, `Location: ${call.urlOf("/a")}`, `Location: ${call.urlOf("/b")}`, "Content-Length: 0")),
  ),
  ...[
    "file:///etc/hostname",
    "about:blank",
    "data:text/html,<h1>kade</h1>",
    "blob:https://x.example/1",
    "javascript:alert(1)",
    "ftp://x.example/",
  ].map((location) =>
    fault(`redirect-${location.split(":", 1)[0]}`, `a redirect to ${location}`, refused, toward(location)),
  ),
  ...Object.entries({
    private: "http://10.0.0.1/",
    metadata: "http://169.254.169.254/latest/meta-data/",
    decimal: "http://167772161/",
    octal: "http://012.0.0.1/",
    hexadecimal: "http://0x0a.1/",
    "full-width": "http://１０.0.0.1/",
    mapped: "http://[::ffff:10.0.0.1]/",
    "link-local": "http://[fe80::1]/",
    "unique-local": "http://[fd00::1]/",
    unspecified: "http://0.0.0.0/",
    multicast: "http://224.0.0.1/",
  }).map(([name, location]) => fault(`redirect-to-${name}`, `a redirect to ${location}`, refused, toward(location))),
  fault("redirect-forbidden", "a redirect to a service of this machine", refused, (call) =>
    call.write(leadsTo(call.forbiddenUrl)),
  ),
  fault("redirect-forbidden-name", "the same by name", refused, (call) =>
    call.write(leadsTo(call.forbiddenUrl.replace("127.0.0.1", "localhost"))),
  ),
  fault(
    "redirect-body-endless",
    "a redirect with a body without end",
    page("Veerpont vaart"),
    async (call) => {
      if (call.path !== "") return call.write(whole(ARTICLE));
      await call.write(head(302, HTML, `Location: ${call.urlOf("/verder")}`));
      while (await call.write("<p>verhuisd</p>\n".repeat(4000)));
    },
    { maxRequests: 2 },
  ),
  fault(
    "redirect-body-slow",
    "a redirect whose body never ends",
    page("Veerpont vaart"),
    (call) =>
      call.write(
        call.path === ""
          ? head(302, HTML, `Location: ${call.urlOf("/verder")}`, "Content-Length: 100")
          : whole(ARTICLE),
      ),
    { maxRequests: 2 },
  ),
  fault(
    "redirect-body-cut",
    "a redirect whose body is cut off",
    page("Veerpont vaart"),
    async (call) => {
      if (call.path !== "") return call.write(whole(ARTICLE));
      await call.write(`${head(302, `Location: ${call.urlOf("/verder")}`, "Content-Length: 100")}ver`);
      call.socket.end();
    },
    { maxRequests: 2 },
  ),
  fault(
    "redirect-body-unknown",
    "a redirect in an unknown encoding",
    page("Veerpont vaart"),
    (call) =>
      call.write(
        call.path === ""
          ? `${head(302, `Location: ${call.urlOf("/verder")}`, "Content-Encoding: kade", "Content-Length: 1")}x`
          : whole(ARTICLE),
      ),
    { maxRequests: 2 },
  ),
  fault("redirect-refresh", "200 with a Refresh header, which nobody follows", page("Veerpont vaart"), (call) =>
    call.write(whole(ARTICLE, `Refresh: 0; url=${call.forbiddenUrl}`)),
  ),
];
