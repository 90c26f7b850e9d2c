import { vitePreprocess } from "@sveltejs/vite-plugin-svelte";

export default {
  preprocess: vitePreprocess(),
  compilerOptions: {
    runes: true,
    // A table that narrow screens lay out as a grid loses its meaning for screen readers unless the roles are written out.
    warningFilter: (warning) => warning.code !== "a11y_no_redundant_roles",
  },
};
