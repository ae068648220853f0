/** What cannot be answered, for a person whom a browser has led there. */
import type { Context } from 'hono'
import { html } from 'hono/html'
import { PROBLEMS } from '../../data/problem.ts'
import { languageOf } from '../features/formats.ts'
import { baseUrl } from '../http/base-url.ts'
import { type ProblemError, problemResponse } from '../http/problem-error.ts'
import { pageContext, pathTo } from './document-pages.ts'
import { PAGE_TYPE, page } from './page.ts'

/** A browser that a person leads somewhere names pages first. */
const NAMES_PAGES = /^\s*text\/html/

/** The response for a problem: a page where a browser was led to an address of the API, else a document. */
export const problemFor = async (
  context: Context,
  error: ProblemError,
  trustProxy: boolean,
): Promise<Response> => {
  const response = problemResponse(context, error)
  const { method, path } = context.req
  const isLed = method === 'GET' && NAMES_PAGES.test(context.req.header('Accept') ?? '')
  if (!isLed || !/^\/api(\/|$)/.test(path)) return response
  const asked = context.req.query('lang')
  const lang = asked === 'zh' || asked === 'en' ? asked : undefined
  const language = languageOf(lang, context.req.header('Accept-Language'))
  const base = baseUrl(context, trustProxy)
  const frame = pageContext(context, base, language, lang, { links: [] })
  const body = await page(
    { ...frame, path: pathTo(frame, 'collections') },
    PROBLEMS[error.kind].title[language],
    html`<p>${error.sentence[language]}</p>
${
  error.parameters.length > 1 &&
  html`<ul>${error.parameters.map(({ parameter, sentence }) => html`<li><code>${parameter}</code> ${sentence[language]}</li>`)}</ul>`
}`,
  )
  const headers = new Headers(response.headers)
  headers.set('Content-Type', PAGE_TYPE)
  return new Response(body, { status: response.status, headers })
}
