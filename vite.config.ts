import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import react from '@vitejs/plugin-react'
import MagicString from 'magic-string'
import { build, defineConfig, type Plugin } from 'vite'
import type { IconPath } from './client/layers/icon-paths.ts'
import { COLLECTIONS, LAYER_IDS } from './data/collections.ts'
import { notices } from './scripts/licences.ts'

const API_ORIGIN = process.env.API_ORIGIN ?? 'http://127.0.0.1:8787'

/** Which chunk a package belongs to, earlier entries first: a package comes with what it needs. */
const CHUNKS: ReadonlyArray<readonly [name: string, packages: RegExp]> = [
  ['react', /node_modules\/(react|react-dom|scheduler|@tanstack|zustand|i18next|react-i18next)\//],
  ['map', /node_modules\/(maplibre-gl|@maplibre)\//],
  ['antd', /node_modules\/(antd|@ant-design|@rc-component|rc-[^/]+|@emotion)\//],
]

/** Whether evaluating a piece of syntax calls or spreads anything; the bodies of functions are not evaluated. */
const hasCall = (syntax: unknown): boolean => {
  if (typeof syntax !== 'object' || syntax === null) return false
  const { type } = syntax as { type?: string }
  if (type?.includes('Function')) return false
  return (
    /^(CallExpression|NewExpression|SpreadElement)$/.test(type ?? '') ||
    Object.values(syntax).some(hasCall)
  )
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

const ICON_PACKAGES: Readonly<Record<string, string>> = {
  maki: '@mapbox/maki',
  temaki: '@rapideditor/temaki',
}
const PATH = /<path[^>]*?\sd="([^"]+)"/g
const VIEW_BOX = /viewBox="0 0 (\d+(?:\.\d+)?) /
const LINE_BREAKS = /&#x[9A];/g

/** Reads an icon such as `maki:dam`. @throws where its file holds more than paths, or is missing. */
const readIcon = (icon: string): IconPath => {
  const [set = '', name] = icon.split(':')
  const file = new URL(`node_modules/${ICON_PACKAGES[set]}/icons/${name}.svg`, import.meta.url)
  const svg = readFileSync(fileURLToPath(file), 'utf8')
  if (/<(circle|rect|polygon|ellipse|g )/.test(svg)) throw new Error(`${icon} is not paths alone`)
  return {
    paths: [...svg.matchAll(PATH)].map(([, path = '']) => path.replace(LINE_BREAKS, ' ')),
    side: Number(VIEW_BOX.exec(svg)?.[1]),
  }
}

/** The icons that the layers declare, by their names; no others enter the page. */
export const declaredIcons = (): Record<string, IconPath> =>
  Object.fromEntries(
    LAYER_IDS.map((id) => COLLECTIONS[id].symbol.icon).map((icon) => [icon, readIcon(icon)]),
  )

const ICONS_MODULE = 'virtual:symbol-icons'
const symbolIcons: Plugin = {
  name: 'symbol-icons',
  resolveId: (id) => (id === ICONS_MODULE ? `\0${id}` : null),
  load: (id) =>
    id === `\0${ICONS_MODULE}` ? `export const ICONS = ${JSON.stringify(declaredIcons())}` : null,
}

/** Whoever gets the page gets the licences with it: minified code and fonts carry none. */
const licenceTexts: Plugin = {
  name: 'licence-texts',
  apply: 'build',
  generateBundle() {
    this.emitFile({ type: 'asset', fileName: 'licences.txt', source: notices() })
  },
  transformIndexHtml: () => [
    { tag: 'link', attrs: { rel: 'license', href: '/licences.txt' }, injectTo: 'head' },
  ],
}

/** Government desks: Chromium 100 to 103. The lint rules for client/ and data/ know the same year. */
const TARGET = 'chrome100'

/**
 * The page of one load on a phone, built by itself behind the other: in one build the two would share
 * chunks, and a phone on a levee would load the desk's libraries.
 */
const phonePage: Plugin = {
  name: 'phone-page',
  apply: 'build',
  async closeBundle() {
    await build({
      configFile: false,
      root: 'client',
      logLevel: 'warn',
      plugins: [dataWithoutEffects],
      build: {
        outDir: '../dist',
        emptyOutDir: false,
        target: TARGET,
        rolldownOptions: { input: fileURLToPath(new URL('client/load.html', import.meta.url)) },
      },
    })
  },
}

export default defineConfig({
  root: 'client',
  plugins: [dataWithoutEffects, symbolIcons, licenceTexts, phonePage, react()],
  worker: { format: 'es' },
  optimizeDeps: { exclude: ['maplibre-gl'] },
  // client/api/ is asked for under the same path as the server's answers
  server: { host: '127.0.0.1', proxy: { '^/api/(?!.*\\.ts)': API_ORIGIN } },
  build: {
    outDir: '../dist',
    emptyOutDir: true,
    target: TARGET,
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
