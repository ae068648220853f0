/** Siting runs that planners keep: an answer stays as it was found, and says what has changed since. */
import { isDeepStrictEqual } from 'node:util'
import type { Bilingual } from '../../../data/bilingual.ts'
import type {
  KeptAnswer,
  SitingRun,
  SitingRunEntry,
  SitingRunInput,
} from '../../../data/siting-run.ts'
import { aboutParameter } from '../../http/problem-error.ts'
import type { NamedDocument } from '../../store/named-documents.ts'
import type { SitingRunContent, SitingRunSummary } from '../../store/siting-runs.ts'
import type { Snapshot, Transaction } from '../../store/store.ts'
import { PLANNING_COLLECTIONS } from '../analyses.ts'
import { NamedDocuments } from '../documents/named-documents.ts'
import { keptKey } from '../made-keys.ts'
import type { ServiceContext } from '../service-context.ts'
import type { TableSheet } from '../tables/table-files.ts'
import { isSealed, SEAL_KEY } from './siting-seal.ts'
import { sitingSheet } from './siting-sheet.ts'

const ANSWER_WANTED = {
  en: 'is needed: a run is an answer of the siting analysis',
  zh: '不能缺少：要保存的是一次选址的结果',
}
const ANSWER_FOUND = {
  en: 'is no answer of this service, or was changed since; send it as it was answered, `seal` and all',
  zh: '不是本服务给出的选址结果，或已被改动；请按原样提交（含 seal）',
}
const ANSWER_KEPT = {
  en: 'differs from what was found; a kept answer stays as it is, keep the other one as a run of its own',
  zh: '与原结果不同；已保存的结果不再改动，请另存为新的选址结果',
}

/** As JSON has it: members that are undefined are left out. */
const asKept = (answer: KeptAnswer): unknown => JSON.parse(JSON.stringify(answer))

const refuse = (why: Bilingual): never => {
  throw aboutParameter('invalid-body', 'answer', why)
}

const expectFound = async (answer: KeptAnswer, snapshot: Pick<Snapshot, 'meta'>): Promise<void> => {
  const key = await keptKey(snapshot, SEAL_KEY)
  if (!key || !isSealed(key, answer)) refuse(ANSWER_FOUND)
}

const refuseAnswer = async (
  { answer }: SitingRunInput,
  transaction: Transaction,
  earlier: NamedDocument<SitingRunContent> | null,
): Promise<void> => {
  if (earlier) {
    if (answer && !isDeepStrictEqual(asKept(answer), earlier.content.answer)) refuse(ANSWER_KEPT)
    return
  }
  if (!answer) return refuse(ANSWER_WANTED)
  await expectFound(answer, transaction)
}

export class SitingRuns extends NamedDocuments<
  SitingRunInput,
  SitingRunContent,
  SitingRun,
  SitingRunSummary,
  SitingRunEntry
> {
  constructor(context: ServiceContext) {
    const changedSince = (
      { revision }: Pick<KeptAnswer, 'revision'>,
      network: string,
      now: number,
    ): SitingRun['changedSince'] => [
      ...(now > revision ? (['data'] as const) : []),
      ...(context.network()?.graph.id === network ? [] : (['roads'] as const)),
    ]
    const named = <T>({ id, name, version, createdAt, updatedAt }: NamedDocument<T>) => ({
      ...{ id, name, version, createdAt, updatedAt },
    })
    super(context, {
      words: {
        one: { zh: '选址结果', en: 'siting run' },
        several: { zh: '选址结果', en: 'siting runs' },
      },
      reader: ({ sitingRuns }) => sitingRuns,
      writer: ({ sitingRuns }) => sitingRuns,
      refuse: (input, _others, transaction, earlier) => refuseAnswer(input, transaction, earlier),
      contentOf: ({ answer }, earlier) => earlier ?? { answer: answer! },
      answerOf: (run, now) => {
        const { answer } = run.content
        return { ...named(run), answer, changedSince: changedSince(answer, answer.network.id, now) }
      },
      entryOf: (run, now) => ({
        ...named(run),
        ...run.content,
        changedSince: changedSince(run.content, run.content.network, now),
      }),
      about: PLANNING_COLLECTIONS,
    })
  }

  /** The sites of a kept run as a table. @throws ProblemError where there is none of this id. */
  async keptSheet(id: string): Promise<TableSheet> {
    return this.#sheetOf(await this.get(id))
  }

  /**
   * The sites of an answer of this service as a table, by the name that stands above it.
   * @throws ProblemError where the answer is not one, word for word.
   */
  async sheet({ name, answer }: Pick<SitingRun, 'name' | 'answer'>): Promise<TableSheet> {
    await this.context.store.read((snapshot) => expectFound(answer, snapshot))
    return this.#sheetOf({ name, answer })
  }

  async #sheetOf({ name, answer }: Pick<SitingRun, 'name' | 'answer'>): Promise<TableSheet> {
    const { store, registers, tables } = this.context
    const [counties, towns] = await store.read((snapshot) =>
      Promise.all([
        registers.features(snapshot, 'counties'),
        registers.features(snapshot, 'towns'),
      ]),
    )
    return sitingSheet(tables, name, answer, { counties, towns })
  }
}
