/** What the user says of a file before it is imported. */
import { describe, expect, test } from 'vitest'
import type { ResourceDeclaration } from '../../../data/resource.ts'
import { floodWorkUnion } from '../../../data/resources/flood-work.ts'
import { stationResource } from '../../../data/resources/station.ts'
import type { Choices, Progress } from '../../../server/import/registers/choices.ts'
import { dryRun } from '../../../server/import/registers/dry-run.ts'
import type { KnownFeature } from '../../../server/import/registers/known.ts'
import { readTableFile } from '../../../server/import/tables/read-table-file.ts'
import { BY_ROADS, HEADINGS, KNOWN, station, workbook } from '../../fixtures/made-registers.ts'

const run = async (
  rows: unknown[][],
  choices: Choices = {},
  features: readonly KnownFeature[] = [],
  resource: ResourceDeclaration = stationResource,
) =>
  dryRun(
    await readTableFile(workbook(rows), 'a.xlsx'),
    { ...KNOWN, existing: () => features },
    { resources: [resource], system: null, fileName: 'a.xlsx', ...choices },
  )

const rows = [HEADINGS, ...BY_ROADS.map((place, index) => station(index, place))]
const feature = (id: string, name: string, code = id): KnownFeature => ({
  id,
  geometry: { type: 'Point', coordinates: [...BY_ROADS[0]!] },
  properties: { name, code, phone: '0537-1234567', grade: 'third' },
})

describe('columns', () => {
  const other = ['甲', ...HEADINGS.slice(1, 8), '乙']
  const misnamed = [other, ...rows.slice(1)]
  test('are what the user says, and fill nothing where they are said to', async () => {
    const { mapping, rows: read } = await run(misnamed, {
      mapping: { A: 'name', I: 'phone', G: null },
    })
    expect(mapping.A).toMatchObject({ heading: '甲', field: 'name', certainty: 1 })
    expect(mapping.G).toBeUndefined()
    expect(read[1]!.properties).toMatchObject({ name: '甲1站', phone: '0537-1234567' })
    expect(read[1]!.properties.dutyPattern).toBeUndefined()
  })
  test('that a user gives another field make room for it', async () => {
    const { mapping } = await run(rows, { mapping: { A: 'grade' } })
    expect(mapping.A!.field).toBe('grade')
    expect(mapping.F).toBeUndefined()
  })
  test('are remembered by the shape of the file', async () => {
    const { signature } = await run(misnamed)
    const remembered = (shape: string) => (shape === signature ? { A: 'name' } : undefined)
    const { mapping } = await run(misnamed.slice(0, 5), { remembered })
    expect(mapping.A).toMatchObject({
      heading: '甲',
      field: 'name',
      certainty: 1,
      remembered: true,
    })
    expect((await run(rows, { remembered })).mapping.A!.remembered).toBeUndefined()
  })
})

describe('defaults', () => {
  test('fill what rows lack, and are asked for no more; what is no value stays asked for', async () => {
    const defaults = { buildStatus: '运行中', turnoutSeconds: 300, equipment: '许多' }
    const report = await run(rows, { defaults })
    expect(report.defaultsToAskFor).toEqual(['equipment'])
    expect(report.rows[0]!.properties).toMatchObject({
      buildStatus: 'operating',
      turnoutSeconds: 300,
    })
  })
  test('are no changes of what is there already', async () => {
    const coded = rows.map((row, index) => [...row, index === 0 ? '编号' : `S-${index}`])
    const report = await run(coded, { defaults: { buildStatus: 'operating' } }, [
      feature('S-1', '甲0站'),
    ])
    expect(report.rows[0]).toMatchObject({ status: 'update', featureId: 'S-1' })
    expect(Object.keys(report.rows[0]!.changes!)).not.toContain('buildStatus')
  })
  test('a blank cell of a required column is filled too', async () => {
    const blank = rows.map((row, index) => (index === 3 ? row.with(5, '') : row))
    expect((await run(blank)).rows[2]!.status).toBe('reject')
    const { rows: read } = await run(blank, { defaults: { grade: '二级' } })
    expect(read[2]).toMatchObject({ status: 'add', properties: { grade: 'second' } })
    expect(read[1]!.properties.grade).toBe('first')
  })
})

describe('decisions', () => {
  test('a look-alike is merged, kept or left out', async () => {
    const there = [feature('S-9', '甲0站')]
    const decide = async (decision: 'merge' | 'keep' | 'leave-out') =>
      (await run(rows, { decisions: { 2: decision } }, there)).rows[0]!
    expect(await decide('keep')).toMatchObject({ status: 'add' })
    expect(await decide('leave-out')).toMatchObject({ status: 'skip' })
    const merged = await decide('merge')
    expect(merged).toMatchObject({ status: 'update', featureId: 'S-9' })
    expect(merged.changes).toMatchObject({ grade: { from: 'third', to: 'first' } })
    expect(merged.changes).not.toHaveProperty('code')
  })
  test('a code that stands twice', async () => {
    const coded = rows.map((row, index) => [
      ...row,
      index === 0 ? '编号' : `S-${Math.max(index, 2)}`,
    ])
    const read = async (choices: Choices) => (await run(coded, choices)).rows
    expect((await read({}))[1]).toMatchObject({ status: 'reject' })
    expect((await read({ decisions: { 3: 'keep' } }))[1]!.properties).not.toHaveProperty('code')
    expect((await read({ decisions: { 3: 'keep' } }))[1]!.status).toBe('add')
    const lacking = coded.map((row, index) => (index === 1 ? row.with(8, '') : row))
    const merged = (await run(lacking, { decisions: { 3: 'merge' } })).rows
    expect(merged.map(({ status }) => status).slice(0, 2)).toEqual(['add', 'skip'])
    expect(merged[0]!.properties).toMatchObject({ name: '甲0站', phone: '0537-1234567' })
  })
  test('a row with the code of a feature is kept apart without it', async () => {
    const coded = rows.map((row, index) => [...row, index === 0 ? '编号' : `S-${index}`])
    const [first] = (await run(coded, { decisions: { 2: 'keep' } }, [feature('S-1', '乙')])).rows
    expect(first).toMatchObject({ status: 'add' })
    expect(first!.featureId).toBeUndefined()
    expect(first!.properties).not.toHaveProperty('code')
  })
})

test('progress is told, and what it throws ends the reading', async () => {
  const told: Progress[] = []
  await run(rows, { onProgress: (progress) => told.push(progress) })
  expect(told.map(({ phase }) => phase)).toEqual(['rows', 'system', 'comparison'])
  const stop = () => {
    throw new Error('no longer wanted')
  }
  await expect(run(rows, { onProgress: stop })).rejects.toThrow('no longer wanted')
})

test('rows without a place keep the address and all else that the file says of them', async () => {
  const works = [
    ['名称', '县区', '类型', '长度', '所在位置', '岸线'],
    ['甲堤', '甲县', '堤防', '2km', '甲县东街道甲村南', '左'],
  ]
  const { rows: read } = await run(works, {}, [], floodWorkUnion)
  expect(read[0]).toMatchObject({
    status: 'unplaced',
    collection: 'levees',
    properties: { lengthMetres: 2000 },
    address: '甲县东街道甲村南',
    others: { 岸线: '左' },
  })
})

test('of a register of several collections each row tells its own, and a levee is no point', async () => {
  const works = [
    ['名称', '县区', '类型', '经度', '纬度'],
    ['甲水库', '甲县', '水库', 116.5, 35.1234],
    ['甲堤', '甲县', '堤防', 116.6, 35.1234],
  ]
  const { rows: read } = await run(works, {}, [], floodWorkUnion)
  expect(read[0]).toMatchObject({ status: 'add', collection: 'hydraulic-structures' })
  expect(read[1]).toMatchObject({ status: 'reject', issues: [{ code: 'geometry-type-refused' }] })
})
