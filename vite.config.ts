import react from '@vitejs/plugin-react'
import MagicString from 'magic-string'
import { defineConfig, type Plugin } from 'vite'

const API_ORIGIN = process.env.API_ORIGIN ?? 'http://127.0.0.1:8787'

/** Which chunk a package belongs to, earlier entries first: a package comes with what it needs. */
const CHUNKS: ReadonlyArray<readonly [name: string, packages: RegExp]> = [
  ['react', /node_modules\/(react|react-dom|scheduler|@tanstack|zustand|i18next|react-i18next)\//],
  ['map', /node_modules\/(maplibre-gl|@maplibre)\//],
  ['antd', /node_modules\/(antd|@ant-design|@rc-component|rc-[^/]+|@emotion)\//],
]

/** Whether evaluating a piece of syntax calls anything; the bodies of functions are not evaluated. */
const hasCall = (syntax: unknown): boolean => {
  if (typeof syntax !== 'object' || syntax === null) return false
  const { type } = syntax as { type?: string }
  if (type?.includes('Function')) return false
  return /^(Call|New)Expression$/.test(type ?? '') || Object.values(syntax).some(hasCall)
}

/**
 * Marks what the constants of data/ are made by as free of effects, so that schemas which the page
 * never parses with are left out of it, and with them the schema library: 12 kB gzip, and a probe
 * for `new Function` that the page's Content-Security-Policy would report.
 */
const dataWithoutEffects: Plugin = {
  name: 'data-without-effects',
  apply: 'build',
  transform: {
    filter: { id: /\/data\/[\w/-]+\.ts$/ },
    handler(code) {
      const marked = new MagicString(code)
      for (const statement of this.parse(code, { lang: 'ts' }).body) {
        const declared = 'declaration' in statement ? statement.declaration : statement
        if (declared?.type !== 'VariableDeclaration') continue
        for (const { init } of declared.declarations.filter(({ init }) => hasCall(init))) {
          marked.appendLeft(init!.start, '/* @__PURE__ */ (() => (').appendRight(init!.end, '))()')
        }
      }
      return { code: marked.toString(), map: marked.generateMap({ hires: true }) }
    },
  },
}

export default defineConfig({
  root: 'client',
  plugins: [dataWithoutEffects, react()],
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
          groups: [
            ...CHUNKS.map(([name, test], index) => ({
              name,
              test,
              priority: CHUNKS.length - index,
            })),
            // The page's own first code in one file.
            { name: 'page', test: /\/(client|data)\//, tags: ['$initial'] },
          ],
        },
      },
    },
  },
})
