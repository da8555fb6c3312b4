// Bundles plotly.js's core with scatter and bar for the charts. Run by tools/plotly_bundle.py in a folder where
// plotly.js, esbuild, acorn, acorn-walk and magic-string are installed; writes plotly-atlas.min.js there.
import { readFile, writeFile } from "node:fs/promises";
import { build, transform } from "esbuild";
import { parse } from "acorn";
import { simple } from "acorn-walk";
import MagicString from "magic-string";

const ENTRY = `
  var Plotly = require("plotly.js/src/core");
  Plotly.register([require("plotly.js/lib/bar")]);
  module.exports = Plotly;
`;

// Components that no chart of the atlas uses: registered by name, but empty.
const UNUSED = /\/components\/(annotations3d|images|updatemenus|sliders|rangeslider|rangeselector)$/;

const emptyComponents = {
  name: "empty-components",
  setup(building) {
    building.onResolve({ filter: UNUSED }, ({ path, importer }) =>
      importer.endsWith("/src/core.js") ? { path: path.split("/").pop(), namespace: "empty" } : undefined,
    );
    building.onLoad({ filter: /.*/, namespace: "empty" }, ({ path }) => ({
      contents: `module.exports = { moduleType: "component", name: ${JSON.stringify(path)} };`,
    }));
  },
};

// Each attribute carries its documentation; only Plotly's reference pages read it.
function withoutDescriptions(source) {
  const text = new MagicString(source);
  const isProse = (node) =>
    node.type === "TemplateLiteral" ||
    (node.type === "Literal" && typeof node.value === "string") ||
    (node.type === "BinaryExpression" && node.operator === "+") ||
    (node.type === "CallExpression" &&
      node.callee.type === "MemberExpression" &&
      node.callee.property.name === "join" &&
      node.callee.object.type === "ArrayExpression");
  simple(parse(source, { ecmaVersion: "latest" }), {
    ObjectExpression(object) {
      for (const property of object.properties) {
        if (property.key?.name === "description" && isProse(property.value)) {
          text.overwrite(property.value.start, property.value.end, '""');
        }
      }
    },
  });
  return text.toString();
}

const bundled = await build({
  stdin: { contents: ENTRY, resolveDir: process.cwd() },
  bundle: true,
  write: false,
  format: "iife",
  globalName: "Plotly",
  target: "es2020",
  define: { global: "window", "define.amd": "false" },
  loader: { ".css": "empty" }, // of maps, which the atlas does not draw with Plotly
  plugins: [emptyComponents],
  legalComments: "none",
});
const { code } = await transform(withoutDescriptions(bundled.outputFiles[0].text), {
  minify: true,
  target: "es2020",
  legalComments: "none",
});
const { version } = JSON.parse(await readFile("node_modules/plotly.js/package.json", "utf8"));
const head = `/*! plotly.js v${version}: core, scatter and bar. Copyright 2012-2026, Plotly, Inc. MIT licence */\n`;
await writeFile("plotly-atlas.min.js", head + code + "window.Plotly=Plotly;\n");
