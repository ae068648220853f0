/** What every page for people has around its contents: no script, either language, light and dark, paper. */
import { html, raw } from 'hono/html'
import type { Bilingual, Language } from '../../data/bilingual.ts'
import type { Link } from '../features/links.ts'

/** A piece of a page; whatever was put into it as text is escaped. */
export type Html = ReturnType<typeof html>

export interface PageFrame {
  readonly language: Language
  /** The same page in each language. */
  readonly languages: Readonly<Record<Language, string>>
  /** Pages above it, from the first. */
  readonly path: readonly Pick<Link, 'href' | 'title'>[]
  /** To itself, to its other forms and whatever else its JSON links to. */
  readonly links: readonly Link[]
  readonly notice: Bilingual | null
  /** Of the data; null where it shows none. */
  readonly revision: number | null
}

const WORDS = {
  service: { zh: '应急资源一张图', en: 'Emergency Resource Map' },
  map: { zh: '打开地图', en: 'Open the map' },
  forms: { zh: '其他格式', en: 'Other forms' },
  revision: { zh: '此数据集的版本', en: 'Revision of this collection' },
  language: { zh: '语言', en: 'Language' },
  path: { zh: '位置', en: 'Where this is' },
} as const satisfies Record<string, Bilingual>

const LANGUAGE_NAMES: Readonly<Record<Language, string>> = { zh: '中文', en: 'English' }

/** Colours are those of light; below, of dark; on paper there is no ground. */
const STYLE = `
:root { color-scheme: light dark; --ground: #fff; --text: #1d2733; --quiet: #5a6673; --line: #d5dbe2;
  --soft: #f3f5f8; --link: #0b57a4; --land: #f6f3ea; --border: #9a8f78 }
@media (prefers-color-scheme: dark) { :root { --ground: #12181f; --text: #e4e9ef; --quiet: #9eabb8;
  --line: #2d3945; --soft: #1a222b; --link: #7fb6f2; --land: #1c252d; --border: #6d7a86 } }
* { box-sizing: border-box }
body { margin: 0; background: var(--ground); color: var(--text); 
  font: 16px/1.55 "Noto Sans SC", "Microsoft YaHei", "PingFang SC", system-ui, sans-serif }
a { color: var(--link); text-underline-offset: 0.15em }
header, footer { background: var(--soft); border-color: var(--line); border-style: solid; border-width: 0 }
header { border-bottom-width: 1px } footer { border-top-width: 1px; color: var(--quiet); font-size: 0.875rem }
.inner, main { max-width: 72rem; margin: 0 auto; padding: 0.75rem 1rem }
header .inner, .row { display: flex; flex-wrap: wrap; gap: 0.25rem 1rem; align-items: baseline }
header strong { margin-right: auto }
h1 { font-size: 1.5rem; line-height: 1.3; margin: 0.5rem 0 } h2 { font-size: 1.125rem; margin: 1.5rem 0 0.5rem }
.quiet { color: var(--quiet) } p { margin: 0.5rem 0; max-width: 60rem }
nav ol { display: flex; flex-wrap: wrap; list-style: none; margin: 0; padding: 0 }
nav li + li::before { content: "›"; color: var(--quiet); margin: 0 0.5rem }
.scroll { overflow-x: auto } table { border-collapse: collapse; width: 100% }
th, td { text-align: start; vertical-align: top; padding: 0.375rem 0.75rem 0.375rem 0; border-bottom: 1px solid var(--line) }
thead th { white-space: nowrap; color: var(--quiet); font-weight: 600 }
td.number { text-align: end; font-variant-numeric: tabular-nums; white-space: nowrap }
tbody th { font-weight: 600; min-width: 9rem } td { overflow-wrap: anywhere }
.wide td { overflow-wrap: normal }
figure { margin: 0.75rem 0; max-width: 48rem } li { overflow-wrap: anywhere } figcaption { color: var(--quiet); font-size: 0.875rem }
svg { display: block; width: 100%; height: auto; max-height: 30rem; background: var(--soft); border: 1px solid var(--line) }
svg .land { fill: var(--land); stroke: var(--border); stroke-width: 1; vector-effect: non-scaling-stroke }
svg text { fill: var(--text); font-size: 13px; pointer-events: none; text-anchor: middle; paint-order: stroke; stroke: var(--land); stroke-width: 3px }
svg text.scale { text-anchor: start } svg .scale { stroke: var(--text); stroke-width: 2 } svg text.scale { stroke: none; fill: var(--text) }
svg .extent { fill: none; stroke: var(--link); stroke-width: 2; stroke-dasharray: 6 4 }
@media (max-width: 30rem) { svg text { font-size: 20px } }
@media (prefers-color-scheme: dark) { svg a { filter: brightness(1.7) } }
svg a:hover *, svg a:focus * { stroke-width: 4 }
.chosen { font-weight: 700; text-decoration: none; color: inherit }
@page { margin: 12mm }
@media print { :root { --ground: #fff; --text: #000; --quiet: #333; --line: #999; --soft: #fff; --link: #000; --land: #fff; --border: #666 }
  header .row, .no-print { display: none } main, .inner { max-width: none; padding: 0 } tr, figure { break-inside: avoid }
  thead { display: table-header-group } body { font-size: 10pt } a { text-decoration: none } }`

/** Nothing is run and nothing fetched: the page holds all that it shows. */
const POLICY = "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'"

/** The media type of every page. */
export const PAGE_TYPE = 'text/html; charset=utf-8'

/** The whole document. */
export const page = async (frame: PageFrame, title: string, body: Html): Promise<string> => {
  const { language, languages, path, links, notice, revision } = frame
  const say = (word: keyof typeof WORDS): string => WORDS[word][language]
  const forms = links.filter(({ rel }) => rel === 'alternate')
  const whole = await html`<!doctype html>
<html lang="${language === 'zh' ? 'zh-CN' : 'en'}">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${POLICY}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${title} · ${say('service')}</title>
${forms.map(({ href, type, title: form }) => html`<link rel="alternate" href="${href}" type="${type}" title="${form}">`)}
<style>${raw(STYLE)}</style>
</head>
<body>
<header><div class="inner">
<strong>${say('service')}</strong>
<div class="row">
<a href="/">${say('map')}</a>
<span role="group" aria-label="${say('language')}">${Object.entries(languages).map(
    ([each, href]) =>
      each === language
        ? html` <span class="chosen" lang="${each}">${LANGUAGE_NAMES[each]}</span>`
        : html` <a href="${href}" lang="${each}" hreflang="${each}">${LANGUAGE_NAMES[each as Language]}</a>`,
  )}</span>
</div>
</div></header>
<main>
<nav aria-label="${say('path')}"><ol>${path.map(({ href, title: above }) => html`<li><a href="${href}">${above}</a></li>`)}</ol></nav>
<h1>${title}</h1>
${body}
</main>
<footer><div class="inner">
${notice && html`<p>${notice[language]}</p>`}
${forms.length > 0 && html`<p class="row no-print">${say('forms')}${forms.map(({ href, title: form, type }) => html` <a href="${href}" type="${type}">${form}</a>`)}</p>`}
${revision !== null && html`<p>${say('revision')} ${revision}</p>`}
</div></footer>
</body>
</html>
`
  return whole.toString()
}
