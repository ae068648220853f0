/** Scenarios as they are kept: the changes whole, and for a list no more than how many there are. */
import {
  NO_CHANGES,
  SCENARIO_LIMITS,
  type ScenarioInput,
  type ScenarioListEntry,
} from '../../data/scenario.ts'
import { type DocumentStore, documentStore } from './named-documents.ts'
import { jsonLength, jsonObject, jsonPart } from './sqlite/dialect.ts'
import type { Statements } from './statements.ts'

/** There was no origin in the first versions. */
export type ScenarioContent = Pick<ScenarioInput, 'note' | 'changes' | 'origin'>
export type ScenarioSummary = Pick<ScenarioListEntry, 'note' | 'changeCount' | 'origin'>

/**
 * Counted by the database: to parse the changes of a thousand long scenarios for a list that shows
 * none of them would hold up every other request for a second.
 */
const SUMMARY = jsonObject({
  note: jsonPart('content', 'note'),
  origin: jsonPart('content', 'origin'),
  changeCount: Object.keys(NO_CHANGES)
    .map((kind) => jsonLength('content', `changes.${kind}`))
    .join(' + '),
})

export const scenarioStore = (
  statements: Statements,
): DocumentStore<ScenarioContent, ScenarioSummary> =>
  documentStore(statements, 'scenarios', SCENARIO_LIMITS.mostScenarios, SUMMARY)
