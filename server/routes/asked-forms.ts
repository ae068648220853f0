/** In which form and language a request of features wants its answer, and pages for people. */
import type { Context } from 'hono'
import type { Language } from '../../data/bilingual.ts'
import {
  FORMATS,
  type Format,
  formatOf,
  isFile,
  languageOf,
  WHOLE_GEOJSON,
} from '../features/formats.ts'
import { type Link, link } from '../features/links.ts'
import { type PageContext, type PageFacts, pageContext } from '../html/document-pages.ts'
import { PAGE_TYPE } from '../html/page.ts'
import { addressWith, baseUrl } from '../http/base-url.ts'
import type { ResponseCache } from '../http/cached-response.ts'

/** Headers of a request by which caches have to distinguish answers. */
export const VARY = 'Accept, Accept-Language, Accept-Encoding'

export interface FormOptions {
  readonly cache: ResponseCache
  /** Whether forwarded headers say under which address we are known. */
  readonly trustProxy: boolean
}

interface PageOptions {
  /** Asked by `lang`; links of the page ask so, too. */
  readonly lang: Language | undefined
  /** Of the data. */
  readonly version: number | string
  readonly headers?: Readonly<Record<string, string>>
  readonly build: (page: (of: PageFacts) => PageContext) => Promise<string>
}

/** Parameters of an address that begins with the first feature. */
export const FROM_THE_FIRST = { offset: null, startindex: null, after: null }
/** Of a page of features the files hold all that fit. */
const WHOLE = { ...FROM_THE_FIRST, limit: null }

/** @throws ProblemError where the client accepts none of the forms. */
export const askedForm = <const F extends Format | typeof WHOLE_GEOJSON>(
  context: Context,
  f: F | undefined,
  offered: readonly Exclude<F, typeof WHOLE_GEOJSON>[],
  { cache, trustProxy }: FormOptions,
) => {
  const base = baseUrl(context, trustProxy)
  const self = addressWith(context, base, {})
  const isWhole = f === WHOLE_GEOJSON
  const format: F = isWhole
    ? f
    : formatOf(
        f as Exclude<F, typeof WHOLE_GEOJSON> | undefined,
        context.req.header('Accept'),
        offered,
      )
  const { mediaType: ofSelf, title: ownTitle } = FORMATS[isWhole ? 'geojson' : (format as Format)]
  const languageFor = (lang: Language | undefined): Language =>
    languageOf(lang, context.req.header('Accept-Language'))
  return {
    base,
    self,
    format,
    languageFor,
    /** To itself, and to the same in other forms. */
    links: (): Link[] => [
      link(self, 'self', ofSelf, ownTitle),
      ...offered
        .filter((each) => each !== format)
        .map((each) => {
          const { mediaType, title } = FORMATS[each]
          const address = addressWith(context, base, { f: each, ...(isFile(each) && WHOLE) })
          return link(address, 'alternate', mediaType, title)
        }),
    ],
    /** A page for people, kept like any other answer, by language. */
    page: ({ lang, version, headers, build }: PageOptions) => {
      const language = languageFor(lang)
      const variant = `${version}-html-${language}`
      return cache.respond(context, `html ${language} ${self}`, variant, {
        mediaType: PAGE_TYPE,
        headers: { Vary: VARY, 'Content-Language': language, ...headers },
        build: async () => {
          const body = await build((facts) => pageContext(context, base, language, lang, facts))
          return { version: variant, body }
        },
      })
    },
  }
}
