/** Scenarios as they are kept: the changes whole, and for a list no more than how many there are. */
import type Database from 'better-sqlite3'
import {
  NO_CHANGES,
  SCENARIO_LIMITS,
  type ScenarioInput,
  type ScenarioListEntry,
} from '../../data/scenario.ts'
import { type DocumentStore, documentStore } from './named-documents.ts'

export type ScenarioContent = Pick<ScenarioInput, 'note' | 'changes'>
export type ScenarioSummary = Pick<ScenarioListEntry, 'note' | 'changeCount'>

const COUNT = Object.keys(NO_CHANGES)
  .map((kind) => `coalesce(json_array_length(content, '$.changes.${kind}'), 0)`)
  .join(' + ')

/**
 * Counted by SQLite: to parse the changes of a thousand long scenarios for a list that shows none
 * of them would hold up every other request for a second.
 */
const SUMMARY = `json_object('note', content -> '$.note', 'changeCount', ${COUNT})`

export const scenarioStore = (
  database: Database.Database,
): DocumentStore<ScenarioContent, ScenarioSummary> =>
  documentStore(database, 'scenarios', SCENARIO_LIMITS.mostScenarios, SUMMARY)
