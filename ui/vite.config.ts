import { svelte } from "@sveltejs/vite-plugin-svelte";
import { defineConfig } from "vitest/config";

const fixture = process.env.DATELINE_API ?? "http://127.0.0.1:8041";

// The bundle is committed: hashed names, no source maps, no inlined assets (the page's policy allows no inline script or style).
export default defineConfig({
  plugins: [svelte()],
  base: "/",
  build: {
    outDir: "../src/dateline/web/static",
    emptyOutDir: true,
    target: "es2022",
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    chunkSizeWarningLimit: 1200,
    reportCompressedSize: false,
  },
  server: { host: "127.0.0.1", proxy: { "/api": fixture } },
  test: { include: ["test/**/*.test.ts"], environment: "node" },
});
