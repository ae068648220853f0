/** Tables of a coverage answer, for spreadsheets and maps: one declaration per table. */

import type { Bilingual } from '../../../data/bilingual.ts'
import {
  type CoverageAnswer,
  type CoveragePart,
  type CoverageTable,
  FRAGILITY_KINDS,
  REMEDY_KINDS,
} from '../../../data/coverage.ts'
import { saidInDemandWords } from '../../../data/demand-words.ts'
import { AREA_CLASS_NAMES, AREA_CLASSES } from '../../../data/standards.ts'
import type { Crs } from '../../features/crs.ts'
import { type Column, column, type Layout, nameIn } from '../tables/columns.ts'
import { coordinateColumns } from '../tables/coordinate-columns.ts'
import { fillTable } from '../tables/table-files.ts'

interface FillableTable {
  /** What of the analysis the table needs. */
  readonly parts: readonly CoveragePart[]
  readonly fill: (answer: CoverageAnswer, crs: Crs) => ReturnType<typeof fillTable>
}

interface TableDeclaration<Row> extends Omit<Layout<Row>, 'columns'>, Pick<FillableTable, 'parts'> {
  /** @param crs of coordinates. */
  readonly columns: (crs: Crs) => readonly Column<Row>[]
  readonly rows: (answer: CoverageAnswer) => readonly Row[]
}

const PERCENT = 100

const nameColumn = <Row extends Parameters<typeof nameIn>[0]>(
  zh = '名称',
  en = 'Name',
): Column<Row> => column('name', zh, en, nameIn)

const percent = (part: number, all: number): number | null =>
  all > 0 ? Number(((part * PERCENT) / all).toFixed(2)) : null

/** What stands for an area. */
const MEAN: Bilingual = { zh: '人口重心', en: ' of the mean of its people' }

type Area = CoverageAnswer['byCounty'][number]

/** What is counted of an area. */
const AREA_FIGURES: readonly Column<Area>[] = [
  column('people', '人口（人）', 'People', ({ people }) => people, 'people'),
  column(
    'peopleInTime',
    '达标人口（人）',
    'People in time',
    ({ peopleInTime }) => peopleInTime,
    'people',
  ),
  column(
    'peopleNotInTime',
    '未达标人口（人）',
    'People not in time',
    (area) => area.people - area.peopleInTime,
    'people',
  ),
  column(
    'percent',
    '达标率（%）',
    'Share in time (%)',
    (area) => percent(area.peopleInTime, area.people),
    'hundredth',
  ),
  column(
    'worstSeconds',
    '最晚到达（秒）',
    'Latest arrival (s)',
    (area) => area.worstSeconds,
    'whole',
  ),
  column(
    'peopleUnreachable',
    '无法到达的人（人）',
    'People who cannot be reached',
    (area) => area.peopleUnreachable,
    'people',
  ),
]

type OfCounty<Row> = Row & { readonly county: Parameters<typeof nameIn>[0] | null }

/** Rows with the county that they lie in: there are towns of the same name. */
const withCounties = <Row extends { readonly countyCode: string }>(
  rows: readonly Row[],
  { byCounty }: Pick<CoverageAnswer, 'byCounty'>,
): OfCounty<Row>[] => {
  const counties = new Map(byCounty.map((county) => [county.code, county]))
  return rows.map((row) => ({ ...row, county: counties.get(row.countyCode) ?? null }))
}

const countyColumn = <Row>(): Column<OfCounty<Row>> =>
  column('county', '区县', 'County', ({ county }, language) => county && nameIn(county, language))

/** The declaration with its rows filled in; what type they have matters to no one else. */
const table = <Row>({ parts, rows, columns, ...layout }: TableDeclaration<Row>): FillableTable => ({
  parts,
  fill: (answer, crs) => {
    const said = columns(crs).map((each) => ({
      ...each,
      label: saidInDemandWords(each.label, answer.query.demand),
    }))
    return fillTable({ ...layout, columns: said }, rows(answer))
  },
})

type Town = OfCounty<CoverageAnswer['byTown'][number]>
type GapRow = OfCounty<CoverageAnswer['gaps'][number]>
type Minute = CoverageAnswer['distribution'][number] & {
  readonly all: CoverageAnswer['summary']
}

export const FILLABLE_TABLES = {
  counties: table<Area>({
    title: { zh: '区县覆盖', en: 'Coverage by county' },
    parts: ['areas'],
    columns: (crs) => [
      nameColumn('区县', 'County'),
      column('code', '代码', 'Code', ({ code }) => code),
      ...AREA_FIGURES,
      ...coordinateColumns<Area>(crs, ({ centroid }) => centroid, MEAN),
    ],
    rows: ({ byCounty, day }) => day?.byCounty ?? byCounty,
    position: ({ centroid }) => centroid,
  }),
  towns: table<Town>({
    title: { zh: '乡镇覆盖', en: 'Coverage by town' },
    parts: ['areas'],
    columns: (crs) => [
      countyColumn(),
      nameColumn('乡镇', 'Town'),
      column('code', '代码', 'Code', ({ code }) => code),
      ...AREA_FIGURES,
      ...coordinateColumns<Town>(crs, ({ centroid }) => centroid, MEAN),
      column('countyCode', '区县代码', 'County code', ({ countyCode }) => countyCode),
    ],
    rows: (answer) => withCounties(answer.day?.byTown ?? answer.byTown, answer),
    position: ({ centroid }) => centroid,
  }),
  gaps: table<GapRow>({
    title: { zh: '覆盖缺口', en: 'Gaps' },
    // The areas have the names of the counties.
    parts: ['gaps', 'remedies', 'areas'],
    columns: (crs) => [
      column('rank', '序号', 'Rank', ({ rank }) => rank),
      countyColumn(),
      nameColumn('乡镇', 'Town'),
      column('townCode', '乡镇代码', 'Town code', ({ townCode }) => townCode),
      column('people', '人口（人）', 'People', ({ people }) => people, 'people'),
      column(
        'worstSeconds',
        '最晚到达（秒）',
        'Latest arrival (s)',
        (gap) => gap.worstSeconds,
        'whole',
      ),
      column('nearest', '最近站点', 'Nearest station', ({ nearest }, language) =>
        nearest ? nameIn(nearest, language) : null,
      ),
      column(
        'nearestSeconds',
        '其到达（秒）',
        'Its arrival (s)',
        (gap) => gap.nearest?.seconds ?? null,
        'whole',
      ),
      column('remedy', '改进办法', 'Remedy', ({ remedy }, language) =>
        remedy ? REMEDY_KINDS[remedy.kind][language] : null,
      ),
      column('remedyWhere', '改进地点', 'Remedy where', ({ remedy }, language) =>
        remedy ? nameIn(remedy, language) : null,
      ),
      column(
        'peopleWon',
        '可新增达标人口（人）',
        'People it wins',
        (gap) => gap.remedy?.peopleWon ?? null,
        'whole',
      ),
      ...coordinateColumns<GapRow>(crs, ({ centroid }) => centroid, MEAN),
    ],
    rows: (answer) => withCounties(answer.gaps, answer),
    position: ({ centroid }) => centroid,
  }),
  fragility: table<CoverageAnswer['fragility'][number]>({
    title: { zh: '薄弱环节', en: 'Fragility' },
    parts: ['fragility'],
    columns: (crs) => [
      column('kind', '类别', 'Kind', ({ kind }, language) => FRAGILITY_KINDS[kind][language]),
      column('id', '编号', 'Id', ({ id }) => id),
      nameColumn(),
      column(
        'peopleLost',
        '失去后不再达标人口（人）',
        'People lost without it',
        (row) => row.peopleLost,
        'whole',
      ),
      ...coordinateColumns<CoverageAnswer['fragility'][number]>(crs, ({ position }) => position),
    ],
    rows: ({ fragility }) => fragility,
    position: ({ position }) => position,
  }),
  overlap: table<CoverageAnswer['overlap'][number]>({
    title: { zh: '重叠站点（撤去不影响达标）', en: 'Overlap: stations whose removal loses nobody' },
    parts: ['fragility'],
    columns: (crs) => [
      column('id', '编号', 'Id', ({ id }) => id),
      nameColumn(),
      ...coordinateColumns<CoverageAnswer['overlap'][number]>(crs, ({ position }) => position),
    ],
    rows: ({ overlap }) => overlap,
    position: ({ position }) => position,
  }),
  distribution: table<Minute>({
    title: { zh: '到达时间分布', en: 'Distribution of arrival times' },
    parts: ['distribution'],
    columns: () => [
      column('minutes', '时间内（分钟）', 'Within (min)', ({ minutes }) => minutes, 'whole'),
      column('people', '人口（人）', 'People', ({ people }) => people, 'whole'),
      ...AREA_CLASS_NAMES.flatMap((name) => {
        const { zh, en } = AREA_CLASSES[name].label
        return [
          column<Minute>(
            `${name}People`,
            `${zh}人口（人）`,
            `${en}: people`,
            ({ byClass }) => byClass[name],
            'whole',
          ),
          column<Minute>(
            `${name}Percent`,
            `${zh}占比（%）`,
            `${en}: share (%)`,
            ({ byClass, all }) => percent(byClass[name], all.byClass[name].people),
            'hundredth',
          ),
        ]
      }),
    ],
    rows: ({ distribution, summary }) => distribution.map((row) => ({ ...row, all: summary })),
  }),
} as const satisfies Record<CoverageTable, FillableTable>
