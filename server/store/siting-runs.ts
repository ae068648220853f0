/** Siting runs as they are kept: the answers whole, and for a list the figures that distinguish runs. */
import { SITING_RUN_LIMITS, type SitingRun, type SitingRunEntry } from '../../data/siting-run.ts'
import { type DocumentStore, documentStore } from './named-documents.ts'
import { jsonLength, jsonObject, jsonPart } from './sqlite/dialect.ts'
import type { Statements } from './statements.ts'

export type SitingRunContent = Pick<SitingRun, 'answer'>

/** Figures of an answer that a list has as they stand. */
const FIGURES = [
  ...(['people', 'peopleInTimeBefore', 'peopleInTime', 'gapPercent', 'proved'] as const),
  ...(['revision', 'timeStamp'] as const),
]
export type SitingRunSummary = Pick<
  SitingRunEntry,
  (typeof FIGURES)[number] | 'problem' | 'demand' | 'siteCount' | 'network'
>

/** Picked by the database: of hundreds of answers, each with its demand, a list shows a line. */
const SUMMARY = jsonObject({
  problem: jsonPart('content', 'answer.query.problem'),
  demand: jsonPart('content', 'answer.query.demand'),
  network: jsonPart('content', 'answer.network.id'),
  siteCount: jsonLength('content', 'answer.sites'),
  ...Object.fromEntries(FIGURES.map((name) => [name, jsonPart('content', `answer.${name}`)])),
})

export const sitingRunStore = (
  statements: Statements,
): DocumentStore<SitingRunContent, SitingRunSummary> =>
  documentStore(statements, 'sitingRuns', SITING_RUN_LIMITS.mostRuns, SUMMARY)
