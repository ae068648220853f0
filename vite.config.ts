import react from '@vitejs/plugin-react'
import { defineConfig, type Plugin } from 'vite'

const API_ORIGIN = process.env.API_ORIGIN ?? 'http://127.0.0.1:8787'

/** Which chunk a package belongs to, earlier entries first: a package comes with what it needs. */
const CHUNKS: ReadonlyArray<readonly [name: string, packages: RegExp]> = [
  ['react', /node_modules\/(react|react-dom|scheduler|@tanstack|zustand|i18next|react-i18next)\//],
  ['map', /node_modules\/(maplibre-gl|@maplibre)\//],
  ['antd', /node_modules\/(antd|@ant-design|@rc-component|rc-[^/]+|@emotion)\//],
]

/**
 * A constant of data/ that holds a schema, or an object of schemas: `const placeSchema = z.…`,
 * `const nameSchema = text(…)`, `const named = { name: z.…`, up to the next statement or
 * the end.
 */
const SCHEMA =
  /^((?:export )?const \w+ = )((?:(?:z|\w+Schema)\s*\.|[a-z]\w*\(|\{(?=[^}]*\b(?:z\.|\.optional\()))[\s\S]+?)(?=\n(?:$|export |const |\/))/gm

/**
 * Marks the schemas of data/ as free of effects, so that those the page never parses with are left
 * out of it, and with them the schema library: 12 kB gzip, and a probe for `new Function` that the
 * page's Content-Security-Policy would report.
 */
const pureSchemas: Plugin = {
  name: 'pure-schemas',
  enforce: 'pre',
  transform: {
    filter: { id: /\/data\/[\w-]+\.ts$/ },
    handler: (code) => ({
      code: code.replaceAll(SCHEMA, '$1/* @__PURE__ */ (() => ($2))()'),
      map: null,
    }),
  },
}

export default defineConfig({
  root: 'client',
  plugins: [pureSchemas, react()],
  worker: { format: 'es' },
  optimizeDeps: { exclude: ['maplibre-gl'] },
  server: { host: '127.0.0.1', proxy: { '^/api/': API_ORIGIN } },
  build: {
    outDir: '../dist',
    emptyOutDir: true,
    // Government desks: Chromium 100 to 103. The lint rules for client/ and data/ know the same year.
    target: 'chrome100',
    chunkSizeWarningLimit: 1500,
    rolldownOptions: {
      output: {
        codeSplitting: {
          groups: CHUNKS.map(([name, test], index) => ({
            name,
            test,
            priority: CHUNKS.length - index,
          })),
        },
      },
    },
  },
})
