import { defineConfig } from "vitest/config";

export default defineConfig({
  test: {
    include: ["tests/**/*.test.ts"],
    exclude: ["tests/browser/**"],
    pool: "forks",
    maxWorkers: 2,
    // Real servers, browsers and kills on a noisy machine: what fails there is tried again before it counts.
    retry: process.env.CI === "true" ? 2 : 0,
    testTimeout: 90_000,
    hookTimeout: 120_000,
  },
});
