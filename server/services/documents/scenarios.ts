/** What planners keep by name: what-if scenarios, and response standards of their own. */
import type { Language } from '../../../data/bilingual.ts'
import {
  SCENARIO_LIMITS,
  type Scenario,
  type ScenarioInput,
  type ScenarioListEntry,
} from '../../../data/scenario.ts'
import type { SavedStandard, SavedStandardInput, Standards } from '../../../data/standards.ts'
import type { NamedDocument } from '../../store/named-documents.ts'
import type { ScenarioContent, ScenarioSummary } from '../../store/scenarios.ts'
import { PLANNING_COLLECTIONS } from '../analyses.ts'
import type { ServiceContext } from '../service-context.ts'
import { NamedDocuments } from './named-documents.ts'

/** Half of a character at the end, which a cut may leave. */
const HALF_CHARACTER = /[\uD800-\uDBFF]$/

/** A name that is still free: `方案 副本`, `方案 副本 2` … , cut where it would be too long. */
export const nameOfCopy = (
  name: string,
  isTaken: (name: string) => boolean,
  suffix: string,
  mostCharacters: number,
): string => {
  for (let number = 1; ; number++) {
    const end = number === 1 ? ` ${suffix}` : ` ${suffix} ${number}`
    const beginning = name.slice(0, mostCharacters - end.length).replace(HALF_CHARACTER, '')
    const copy = beginning + end
    if (!isTaken(copy)) return copy
  }
}

const COPY_SUFFIX = { zh: '副本', en: 'copy' } as const

const told = <Content extends Pick<ScenarioContent, 'origin'>>(
  { content, ...document }: NamedDocument<Content>,
  revision: number,
) => ({
  ...document,
  ...content,
  origin: content.origin ?? null,
  isStale: document.baseRevision < revision,
})

export class Scenarios extends NamedDocuments<
  ScenarioInput,
  ScenarioContent,
  Scenario,
  ScenarioSummary,
  ScenarioListEntry
> {
  constructor(context: ServiceContext) {
    super(context, {
      words: { one: { zh: '方案', en: 'scenario' }, several: { zh: '方案', en: 'scenarios' } },
      reader: ({ scenarios }) => scenarios,
      writer: ({ scenarios }) => scenarios,
      contentOf: ({ note, changes, origin }, earlier) => ({
        ...{ note, changes },
        origin: origin === undefined ? (earlier?.origin ?? null) : origin,
      }),
      answerOf: told,
      entryOf: told,
      about: PLANNING_COLLECTIONS,
    })
  }

  /** Keeps a scenario once more under a name that is free. */
  copy(id: string, language: Language): Promise<Scenario> {
    const { mostNameCharacters } = SCENARIO_LIMITS
    return this.change((documents) =>
      documents.copy(
        id,
        (name, isTaken) => nameOfCopy(name, isTaken, COPY_SUFFIX[language], mostNameCharacters),
        this.context.now().toISOString(),
      ),
    )
  }
}

const savedStandard = (document: NamedDocument<Standards>): SavedStandard => {
  const { id, name, content: standards, version, updatedAt } = document
  return { id, name, standards, version, updatedAt }
}

export const savedStandards = (context: ServiceContext) =>
  new NamedDocuments(context, {
    words: {
      one: { zh: '响应标准', en: 'standard' },
      several: { zh: '响应标准', en: 'standards' },
    },
    reader: ({ standards }) => standards,
    writer: ({ standards }) => standards,
    contentOf: ({ standards }: SavedStandardInput) => standards,
    answerOf: savedStandard,
    entryOf: savedStandard,
  })
