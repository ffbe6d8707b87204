import { mkdir, mkdtemp, rm, utimes, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { findSite, SiteNotFoundError, siteFiles, siteForHost } from "../../src/config/find-site.ts";
import { SiteFileError } from "../../src/config/site-file-error.ts";

let root = "";
let own = "";
let shipped = "";
const site = (name: string, hosts: string, title = "") =>
  `name: ${name}\nhosts: [${hosts}]\nlanguage: nl\ntimeZone: Europe/Amsterdam\nfields: { title: h1 }\n${title}`;

beforeAll(async () => {
  root = await mkdtemp(join(tmpdir(), "oogst-find-"));
  own = join(root, "own");
  shipped = join(root, "shipped");
  await mkdir(own);
  await mkdir(shipped);
  await writeFile(join(own, "morgenpost.yaml"), site("morgenpost", "morgenpost.example, www.morgenpost.example"));
  await writeFile(join(own, "kapot.yaml"), site("kapot", "kapot.example", "fields: 3\n"));
  await writeFile(join(own, "geen-site.yaml"), "[not a site");
  await writeFile(join(own, "lees-mij.txt"), "morgenpost.example");
  await writeFile(join(shipped, "morgenpost.yaml"), site("morgenpost", "oud.example"));
  await writeFile(join(shipped, "avondpost.yml"), site("avondpost", "avondpost.example:8080"));
});
afterAll(() => rm(root, { recursive: true }));

const options = () => ({ directories: [own, shipped, join(root, "absent")] });

describe("a site", () => {
  it("is found by name, in one's own directory before the program's", async () => {
    expect((await findSite("morgenpost", options())).site.hosts).toContain("morgenpost.example");
    expect((await findSite("avondpost", options())).fileName).toBe(join(shipped, "avondpost.yml"));
  });

  it("is found by path", async () => {
    const path = join(shipped, "morgenpost.yaml");
    expect((await findSite(path, options())).site.hosts).toEqual(["oud.example"]);
  });

  it("that is not there is answered with the nearest name", async () => {
    await expect(findSite("morgnpost", options())).rejects.toMatchObject({
      name: "SiteNotFoundError",
      meant: "morgenpost",
      message: `no site file is called morgnpost in ${own}, ${shipped}, ${join(root, "absent")}; did you mean morgenpost?`,
    });
    await expect(findSite("./x.yaml", options())).rejects.toThrow(SiteNotFoundError);
    await expect(findSite(own, options())).rejects.toThrow(SiteNotFoundError);
  });

  it("that is not sound is refused with its problems", async () => {
    await expect(findSite("kapot", options())).rejects.toThrow(SiteFileError);
  });

  it("is listed once, by its file's name", async () => {
    const names = siteFiles(options()).map(({ name }) => name);
    expect(names).toEqual(["geen-site", "kapot", "morgenpost", "avondpost"]);
  });
});

describe("the site of a host", () => {
  it("is the one whose hosts name it, aliases and ports too", async () => {
    expect((await siteForHost("www.morgenpost.example", options()))?.site.name).toBe("morgenpost");
    expect((await siteForHost("WWW.Morgenpost.example.", options()))?.site.name).toBe("morgenpost");
    expect((await siteForHost("avondpost.example:8080", options()))?.site.name).toBe("avondpost");
    expect(await siteForHost("avondpost.example", options())).toBeNull();
    expect(await siteForHost("post.example", options())).toBeNull();
  });

  it("is told to be unsound where it is, and other unsound files are no matter", async () => {
    await expect(siteForHost("kapot.example", options())).rejects.toThrow(SiteFileError);
    expect((await siteForHost("morgenpost.example", options()))?.site.name).toBe("morgenpost");
  });

  it("is read again when its file changes", async () => {
    const path = join(own, "weekblad.yaml");
    await writeFile(path, site("weekblad", "weekblad.example"));
    expect((await siteForHost("weekblad.example", options()))?.site.title).toBeUndefined();
    await writeFile(path, site("weekblad", "weekblad.example", "title: Weekblad\n"));
    await utimes(path, new Date(), new Date(Date.now() + 5000));
    expect((await siteForHost("weekblad.example", options()))?.site.title).toBe("Weekblad");
    await rm(path);
    expect(await siteForHost("weekblad.example", options())).toBeNull();
  });
});

describe("the site files that come with the program", () => {
  it("are sound, and called as they say", async () => {
    const files = siteFiles({ directories: ["selectors"] });
    expect(files.length).toBeGreaterThan(0);
    for (const { path } of files) expect((await findSite(path)).warnings, path).toEqual([]);
  });
});
