/** A row of an import that gets its place by hand. */
import type { ImportPlace, ImportTarget } from '../../../data/imports.ts'
import { ProblemError } from '../../http/problem-error.ts'
import { rowKey } from '../../import/registers/report.ts'
import type { KeptImport } from '../../store/imports/import-store.ts'
import type { ServiceContext } from '../service-context.ts'
import { knownData } from './known-data.ts'
import { type JudgedRow, RowPreparation, stagedRow } from './prepare-rows.ts'
import { comparedWith, readAs } from './read-import.ts'
import { reportOf } from './tell-import.ts'

/** @throws ProblemError where no such row is without a place, or it cannot be written. */
export const placeRow = async (
  context: Pick<ServiceContext, 'store' | 'network' | 'now'>,
  kept: KeptImport,
  row: number,
  { lon, lat, by, layer }: ImportPlace,
): Promise<JudgedRow> => {
  const { store, network, now } = context
  const { id } = kept
  const report = reportOf(kept)
  const found = await store.read(({ imports }) => imports.unplacedRow(id, row, layer))
  if (!found || !report || (kept.state !== 'staged' && kept.state !== 'committed')) {
    throw new ProblemError('not-found', {
      en: `Import ${id} has no row ${row} without a place`,
      zh: `导入 ${id} 没有待定位的第 ${row} 行`,
    })
  }
  const judged: JudgedRow = JSON.parse(found.report)
  const places = { ...kept.choices.places, [rowKey(judged)]: [lon, lat] as [number, number] }
  const choices = { ...kept.choices, places }
  const { collections } = readAs(report.resource as ImportTarget)
  const known = await knownData(store, network(), comparedWith(collections))
  const preparation = new RowPreparation({ report, known, choices, source: kept.fileName })
  const prepared = preparation.prepare(judged)
  if (!prepared.written) {
    throw new ProblemError('invalid-body', {
      en: 'The row cannot be written with this place: see what it lacks.',
      zh: '该行不能以此位置写入：请查看缺少的内容。',
    })
  }
  const staged = stagedRow(found.position, prepared)
  await store.write(async (transaction) => {
    const { imports } = transaction
    const counts = { ...report.counts }
    counts.unplaced = (counts.unplaced ?? 1) - 1
    counts[staged.status] = (counts[staged.status] ?? 0) + 1
    await imports.restage(id, staged)
    await imports.change(id, { choices, report: { ...report, counts } })
    if (kept.state !== 'committed') return
    const { collection, after } = staged.written!
    await transaction.features.put(collection, JSON.parse(after), {
      who: by,
      at: now().toISOString(),
      reason: kept.name,
      importId: id,
    })
  })
  return prepared.row
}
