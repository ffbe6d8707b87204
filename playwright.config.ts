import { existsSync } from "node:fs";
import { chromium, defineConfig } from "@playwright/test";

const candidates = [
  process.env.OOGST_CHROMIUM,
  chromium.executablePath(),
  "/usr/bin/chromium",
  "/usr/bin/google-chrome",
];
const executablePath = candidates.find((path) => path !== undefined && existsSync(path));

export default defineConfig({
  testDir: "tests/browser",
  workers: 1,
  timeout: 60_000,
  use: {
    headless: true,
    launchOptions: {
      ...(executablePath === undefined ? {} : { executablePath }),
      // Chromium's sandbox does not start for root; tests load loopback pages of our own only.
      args: [
        ...(process.getuid?.() === 0 ? ["--no-sandbox"] : []),
        "--disable-background-networking",
        "--disable-component-update",
        "--disable-sync",
        "--no-first-run",
      ],
    },
  },
});
